using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Finds what is set as mathematics within a line: a numeral in a formula is not the formula.</summary>
internal static partial class MathSpan
{
    private static readonly (string Open, string Close)[] Displays = [("$$", "$$"), ("\\[", "\\]")];
    private static readonly (string Open, string Close)[] Marks = [("\\(", "\\)"), ("\\[", "\\]"), ("$", "$")];

    /// <summary>The content of the last formula on the text's last line that has one; null where there is none.</summary>
    public static string? Last(string line)
    {
        var close = line.LastIndexOfAny(['$', ')', ']']);
        return close < 0 ? null : Around(line, close);
    }

    /// <summary>
    /// Of the last line's formulas what it comes to: those that "or" joins, and not where it is attained. Null where it has none, or one.
    /// </summary>
    public static string? Several(string line)
    {
        if (line.AsSpan().Count('$') < 4 || line.Length > 400)
            return null;

        var found = Formula().Matches(line);
        if (found.Count < 2)
            return null;

        var last = found.Count - 1;
        while (last > 0 && Place().IsMatch(line[End(found[last - 1])..found[last].Index]))
            last--;
        var first = last;
        while (first > 0 && Joint().IsMatch(line[End(found[first - 1])..found[first].Index]))
            first--;
        return first == found.Count - 1 ? null
            : string.Join(" \\text{ or } ", found.Skip(first).Take(last - first + 1).Select(static f => f.Value.Trim('$')));

        static int End(Match match) => match.Index + match.Length;
    }

    [GeneratedRegex(@"\$[^$\n]+\$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formula();

    /// <summary>What joins formulas that are answers together.</summary>
    [GeneratedRegex(
        @"^\s*(?:,|;|、|或|和|or|and|oder|und|o|y|ou|et|e|и|или|\s)+\s*$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joint();

    /// <summary>What says where a value is taken, or what it is about.</summary>
    [GeneratedRegex(
        @"\b(?:at|attained|achieved|occurs|when|where|about|approximately|between|from|since|because)\b|当|時|时",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    /// <summary>A formula over several lines that a text begins with, as one line; null where there is none.</summary>
    public static string? Display(ReadOnlySpan<char> text)
    {
        const int Longest = 2_000;
        foreach (var (open, close) in Displays)
        {
            if (!text.StartsWith(open, StringComparison.Ordinal))
                continue;

            var near = text[open.Length..Math.Min(text.Length, Longest)];
            var end = near.IndexOf(close, StringComparison.Ordinal);
            return end > 0 && near[..end].Contains('\n') ? OneLine(near[..end]) : null;
        }

        return null;
    }

    /// <summary>The same at the end of a text.</summary>
    public static string? LastDisplay(ReadOnlySpan<char> text)
    {
        const int Longest = 2_000;
        var end = text.TrimEnd(" .\r\n\t");
        foreach (var (open, close) in Displays)
        {
            if (!end.EndsWith(close, StringComparison.Ordinal))
                continue;

            var content = end[Math.Max(0, end.Length - Longest)..^close.Length];
            var start = content.LastIndexOf(open, StringComparison.Ordinal);
            return start >= 0 && content[start..].Contains('\n') ? OneLine(content[(start + open.Length)..]) : null;
        }

        return null;
    }

    /// <summary>
    /// The first line of a text; where it opens an environment, as a matrix over several lines, with the lines down to its end, as one.
    /// </summary>
    public static string Line(ReadOnlySpan<char> text)
    {
        const int Longest = 2_000;
        const int Lines = 64;
        var near = text[..Math.Min(text.Length, Longest)];
        var first = near.IndexOf('\n');
        if (first < 0 || Depth(near[..first]) <= 0)
            return (text.IndexOf('\n') is >= 0 and var stop ? text[..stop] : text).ToString();

        var end = first;
        for (var line = 0; line < Lines && Depth(near[..end]) > 0 && end < near.Length; line++)
            end = near[(end + 1)..].IndexOf('\n') is >= 0 and var next ? end + 1 + next : near.Length;
        return Depth(near[..end]) > 0 ? near[..first].ToString() : near[..end].ToString().Replace('\n', ' ').Replace('\r', ' ');
    }

    /// <summary>The last line of a text, with those above down from where the environment begins that it closes, as one.</summary>
    public static string LinesUp(ReadOnlySpan<char> text)
    {
        const int Longest = 2_000;
        var start = text.LastIndexOf('\n') + 1;
        if (Depth(text[start..]) < 0 && text[Math.Max(0, text.Length - Longest)..] is var near
            && near.LastIndexOf("\\begin{") is >= 0 and var opening)
            return Line(near[(near[..opening].LastIndexOf('\n') + 1)..]);

        return text[start..].ToString();
    }

    /// <summary>How many environments a text opens and does not close.</summary>
    private static int Depth(ReadOnlySpan<char> text) => text.Count("\\begin{") - text.Count("\\end{");

    private static string OneLine(ReadOnlySpan<char> text) =>
        "$" + text.ToString().Replace('\n', ' ').Replace('\r', ' ').Trim() + "$";

    /// <summary>The formula that a place in a text lies in, or ends; null where it is prose.</summary>
    public static string? Around(string text, int at)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, Math.Min(at, text.Length - 1))) + 1;
        var end = text.IndexOf('\n', at) is >= 0 and var next ? next : text.Length;
        // A dollar that is escaped delimits nothing.
        var line = text[start..end].Replace("$$", "$", StringComparison.Ordinal).Replace("\\$", "  ", StringComparison.Ordinal);
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
