using System.Buffers;

namespace HeavySim.LocalModels;

/// <summary>Texts as Python has them: rows of code points, of which .NET may write one as two.</summary>
internal static class PythonString
{
    /// <summary>What Python takes for white space.</summary>
    public static SearchValues<char> Blanks { get; } = SearchValues.Create(
        [.. Characters().Where(static c => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f')]);

    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Characters().Where(char.IsSurrogate)]);

    /// <summary>Whether each character is one code point.</summary>
    public static bool IsPlain(string text) => text.AsSpan().IndexOfAny(Surrogates) < 0;

    /// <summary>How many code points it has.</summary>
    public static int Length(string text) => text.Length - Pairs(text);

    /// <summary>Its code points, each as a text.</summary>
    public static string[] Characters(string text)
    {
        var characters = new List<string>(text.Length);
        for (var at = 0; at < text.Length; at += characters[^1].Length)
            characters.Add(text.Substring(at, IsPair(text, at) ? 2 : 1));

        return [.. characters];
    }

    /// <summary>The text without the blanks, or the given characters, at its ends.</summary>
    public static string Strip(string text, string? chars, bool left = true, bool right = true)
    {
        var stripped = chars is null ? Blanks : SearchValues.Create(chars.AsSpan());
        var begin = left ? text.AsSpan().IndexOfAnyExcept(stripped) : 0;
        if (begin < 0)
            return "";

        var end = right ? text.AsSpan().LastIndexOfAnyExcept(stripped) + 1 : text.Length;
        return end <= begin ? "" : text[begin..end];
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static List<string> Lines(string text, bool keepEnds = false)
    {
        var lines = new List<string>();
        for (var begin = 0; begin < text.Length;)
        {
            var length = text.AsSpan(begin).IndexOfAny("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");
            var end = length < 0 ? text.Length : begin + length;
            var next = end == text.Length ? end : text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? end + 2 : end + 1;
            lines.Add(text[begin..(keepEnds ? next : end)]);
            begin = next;
        }

        return lines;
    }

    /// <summary>The parts between a separator, at most so many cuts (all if negative), counted from an end.</summary>
    public static List<string> Split(string text, string separator, long cuts, bool fromRight)
    {
        var parts = new List<string>();
        var (begin, end) = (0, text.Length);
        while (cuts-- != 0)
        {
            var rest = text.AsSpan(begin, end - begin);
            var at = fromRight ? rest.LastIndexOf(separator) : rest.IndexOf(separator);
            if (at < 0)
                break;

            parts.Add(rest[(fromRight ? at + separator.Length : 0)..(fromRight ? rest.Length : at)].ToString());
            (begin, end) = fromRight ? (begin, begin + at) : (begin + at + separator.Length, end);
        }

        parts.Add(text[begin..end]);
        if (fromRight)
            parts.Reverse();

        return parts;
    }

    /// <summary>The words of a text, at most so many cuts (all if negative), counted from an end.</summary>
    public static List<string> Words(string text, long cuts, bool fromRight)
    {
        var words = new List<string>();
        var rest = Trimmed(text, fromRight);
        while (rest.Length > 0)
        {
            var at = cuts-- == 0 ? -1 : fromRight ? rest.LastIndexOfAny(Blanks) : rest.IndexOfAny(Blanks);
            words.Add((at < 0 ? rest : fromRight ? rest[(at + 1)..] : rest[..at]).ToString());
            rest = at < 0 ? [] : Trimmed(fromRight ? rest[..at] : rest[(at + 1)..], fromRight);
        }

        if (fromRight)
            words.Reverse();

        return words;
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text, bool atRight)
    {
        var at = atRight ? text.LastIndexOfAnyExcept(Blanks) : text.IndexOfAnyExcept(Blanks);
        return at < 0 ? [] : atRight ? text[..(at + 1)] : text[at..];
    }

    /// <summary>First letter large, the others small.</summary>
    public static string Capitalize(string text) =>
        text.Length == 0 ? "" : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    /// <summary>Each letter large that follows none, the others small.</summary>
    public static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            titled.Append(i > 0 && char.IsLetter(text[i - 1]) ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]));

        return titled.ToString();
    }

    /// <summary>Whether two characters are one code point.</summary>
    public static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static int Pairs(string text)
    {
        var pairs = 0;
        for (var at = text.AsSpan().IndexOfAny(Surrogates); at >= 0 && at < text.Length; at++)
        {
            if (IsPair(text, at))
                (pairs, at) = (pairs + 1, at + 1);
        }

        return pairs;
    }

    private static IEnumerable<char> Characters() => Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(static c => (char)c);
}
