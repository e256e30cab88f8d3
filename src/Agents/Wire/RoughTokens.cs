using System.Runtime.InteropServices;

namespace HeavySim.Agents;

/// <summary>How many tokens a text has, roughly and at no cost: for caps and rate limits while a stream runs. A mutable struct.</summary>
/// <remarks>
/// Four characters to a token for ASCII, the rule of thumb of the providers' own documentation for English; three characters to two
/// tokens beyond it. Counted over the whole text, so the size of its pieces does not matter.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct RoughTokens
{
    private long _ascii;
    private long _other;

    /// <summary>Tokens so far.</summary>
    public readonly long Total => ((_ascii + 3) / 4) + ((_other * 2 + 2) / 3);

    /// <summary>Tokens of a prompt.</summary>
    public static long Of(IEnumerable<ChatMessage> messages)
    {
        var tokens = default(RoughTokens);
        foreach (var message in messages)
            tokens.Add(message.Text);

        return tokens.Total;
    }

    /// <summary>Counts a piece.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var ascii = 0;
        foreach (var unit in text)
            ascii += unit < 128 ? 1 : 0;

        _ascii += ascii;
        _other += text.Length - ascii;
    }
}
