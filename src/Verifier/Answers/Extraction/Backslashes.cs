using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>LaTeX that went through JSON once more than it came out: every backslash is doubled.</summary>
internal static partial class Backslashes
{
    /// <summary>The text with doubled backslashes before known commands made single. A row of a matrix is ended by two, too.</summary>
    public static string Single(string text) =>
        text.Contains("\\\\", StringComparison.Ordinal) ? Doubled().Replace(text, "\\") : text;

    [GeneratedRegex(
        @"(?<!\\)\\\\(?=(?:boxed|fbox|[dtc]?frac|sqrt|left|right|pi|text|textbf|mathrm|mathbf|mathbb|cdot|times|infty|pm|theta|alpha|beta"
        + @"|gamma|lambda|sin|cos|tan|ln|log|le|ge|leq|geq|neq|cup|cap|in|binom|begin|end|quad|approx|circ|sum|int|prod)(?![A-Za-z]))",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Doubled();
}
