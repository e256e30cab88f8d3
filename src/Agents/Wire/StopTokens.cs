using System.Buffers;

namespace HeavySim.Agents;

/// <summary>
/// Takes the special tokens off the end of a text that comes in pieces: a server whose template does not know the model's end of turn
/// lets it through as text, and an answer would read <c>42&lt;|im_end|&gt;</c>. In the middle of a text they stay.
/// </summary>
internal sealed class StopTokens
{
    /// <summary>A run of tokens that is longer is not kept to see whether text follows.</summary>
    private const int LongestRun = 1024;

    /// <summary>The longest name between the bars, in characters.</summary>
    private const int LongestName = 40;

    /// <summary>Those without bars; all <c>&lt;|names|&gt;</c>, with DeepSeek's wide bars too, are known by their form.</summary>
    private static readonly string[] Plain = ["</s>", "<s>", "<eos>", "<end_of_turn>", "<start_of_turn>", "<turn|>", "[EOS]", "[/INST]"];

    private static readonly SearchValues<char> First = SearchValues.Create("<[");

    private string _held = "";

    /// <summary>Takes a piece and gives what cannot be a token at the end.</summary>
    public string Accept(string piece)
    {
        if (_held.Length == 0 && piece.AsSpan().IndexOfAny(First) < 0)
            return piece;

        var text = _held + piece;
        var end = EndOfText(text, mayGoOn: true);
        _held = text.Length - end <= LongestRun ? text[end..] : "";
        return text[..end];
    }

    /// <summary>Gives what was held back, without the tokens at its end.</summary>
    public string Finish()
    {
        var rest = _held[..EndOfText(_held, mayGoOn: false)];
        _held = "";
        return rest;
    }

    /// <summary>Where the tokens at the end begin, or would begin if the last of them became whole.</summary>
    private static int EndOfText(string text, bool mayGoOn)
    {
        for (var from = 0; from < text.Length;)
        {
            var at = text.AsSpan(from).IndexOfAny(First);
            if (at < 0)
                break;

            from += at;
            if (IsTokens(text.AsSpan(from), mayGoOn))
                return from;

            from++;
        }

        return text.Length;
    }

    private static bool IsTokens(ReadOnlySpan<char> rest, bool mayGoOn)
    {
        while (!rest.IsEmpty)
        {
            var length = TokenAt(rest, out var isBegun);
            if (length == 0)
                return mayGoOn && isBegun;

            rest = rest[length..].TrimStart();
        }

        return true;
    }

    /// <summary>The length of the token that the text begins with, or 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBegun">True when the text ends within what may be a token.</param>
    private static int TokenAt(ReadOnlySpan<char> text, out bool isBegun)
    {
        isBegun = false;
        foreach (var token in Plain)
        {
            if (text.StartsWith(token, StringComparison.Ordinal))
                return token.Length;

            isBegun |= text.Length < token.Length && token.AsSpan().StartsWith(text, StringComparison.Ordinal);
        }

        if (text[0] != '<' || text.Length > 1 && !IsBar(text[1]))
            return 0;

        var name = 2;
        while (name < text.Length && name < LongestName && (char.IsLetterOrDigit(text[name]) || text[name] is '_' or '▁' or ':' or '-'))
            name++;

        isBegun |= name >= text.Length || (IsBar(text[name]) && name + 1 == text.Length);
        return name > 2 && name + 1 < text.Length && IsBar(text[name]) && text[name + 1] == '>' ? name + 2 : 0;
    }

    private static bool IsBar(char c) => c is '|' or '｜';
}
