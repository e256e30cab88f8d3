namespace HeavySim.Verifier.Answers;

/// <summary>Finds what is set as mathematics within a line: a numeral in a formula is not the formula.</summary>
internal static class MathSpan
{
    private static readonly (string Open, string Close)[] Marks = [("\\(", "\\)"), ("\\[", "\\]"), ("$", "$")];

    /// <summary>The content of the last formula on the text's last line that has one; null where there is none.</summary>
    public static string? Last(string line)
    {
        var close = line.LastIndexOfAny(['$', ')', ']']);
        return close < 0 ? null : Around(line, close);
    }

    /// <summary>The formula that a place in a text lies in, or ends; null where it is prose.</summary>
    public static string? Around(string text, int at)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, Math.Min(at, text.Length - 1))) + 1;
        var end = text.IndexOf('\n', at) is >= 0 and var next ? next : text.Length;
        var line = text[start..end].Replace("$$", "$", StringComparison.Ordinal);
        var place = Math.Min(at - start, line.Length - 1);
        foreach (var (open, close) in Marks)
        {
            for (var from = line.IndexOf(open, StringComparison.Ordinal); from >= 0;)
            {
                var to = line.IndexOf(close, from + open.Length, StringComparison.Ordinal);
                if (to < 0)
                    break;
                if (place >= from && place < to + close.Length && to > from + open.Length)
                    return line[(from + open.Length)..to];
                from = line.IndexOf(open, to + close.Length, StringComparison.Ordinal);
            }
        }

        return null;
    }
}
