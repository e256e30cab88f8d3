using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Writes what LaTeX has two notations for in one of them, before it is read.</summary>
internal static partial class Notation
{
    /// <summary>The text with subscripts before powers, \\choose as \\binom, and arrays as matrices.</summary>
    public static string Of(string text)
    {
        // ]2, 5[ is the open interval of another school.
        if (text is [']', .., '['] or [']', .., ']'] or ['[', .., '['] && text.AsSpan(1, text.Length - 2).IndexOfAny("[]") < 0)
            text = $"{(text[0] == ']' ? '(' : '[')}{text[1..^1]}{(text[^1] == '[' ? ')' : ']')}";
        if (!text.Contains('\\', StringComparison.Ordinal) && !text.Contains('_', StringComparison.Ordinal))
            return text;

        if (text.Contains("\\choose", StringComparison.Ordinal))
            text = Choose().Replace(text, "\\binom{${n}}{${k}}");
        if (text.Contains("{array}", StringComparison.Ordinal))
            text = ArrayBegin().Replace(text, "\\begin{matrix}").Replace("\\end{array}", "\\end{matrix}", StringComparison.Ordinal);
        return text.Contains('^', StringComparison.Ordinal) && text.Contains('_', StringComparison.Ordinal)
            ? PowerBeforeSubscript().Replace(text, "${name}_${index}^${power}")
            : text;
    }

    [GeneratedRegex(
        @"\{\s*(?<n>[^{}]{1,80}?)\s*\\choose\s*(?<k>[^{}]{1,80}?)\s*\}",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Choose();

    [GeneratedRegex(@"\\begin\{array\}\s*\{[^{}]{0,40}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArrayBegin();

    [GeneratedRegex(
        @"(?<name>[A-Za-z])\^(?<power>\w|\{[^{}]{1,40}\})_(?<index>\w|\{[^{}]{1,40}\})",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PowerBeforeSubscript();
}
