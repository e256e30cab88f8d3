using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Numerals as other countries mark them, where a number is asked for: 2,74 and 1.234,50 with a comma for the point, 12,34,567 with groups
/// of two. A comma before three digits groups thousands.
/// </summary>
internal static partial class DecimalMarks
{
    /// <summary>The text with points for decimals and without marks between groups that are not of three.</summary>
    public static string Plain(string text)
    {
        if (text.Contains('_', StringComparison.Ordinal))
            text = Underscores().Replace(text, static match => match.Value.Replace("_", "", StringComparison.Ordinal));
        if (!text.Contains(',', StringComparison.Ordinal) && (!text.Contains('.', StringComparison.Ordinal) || !Points().IsMatch(text)))
            return text;

        var plain = Groups().Replace(text, static match => match.Value.Replace(",", "", StringComparison.Ordinal));
        plain = Points().Replace(plain, static match => match.Value.Replace(".", "", StringComparison.Ordinal));
        return Comma().Replace(plain, "${whole}.${decimals}");
    }

    [GeneratedRegex(@"(?<![0-9_])[0-9]{1,3}(?:_[0-9]{3})+(?![0-9_])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Underscores();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9]|,[0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groups();

    /// <summary>Thousands with points: two groups of them, or one and a decimal comma.</summary>
    [GeneratedRegex(
        @"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![0-9.])|(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?=,[0-9]{1,2}(?![0-9,.]))",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Points();

    [GeneratedRegex(
        // (2,5) is a pair.
        @"(?<![0-9.,([{\]])(?<whole>[0-9]+),(?:(?<decimals>[0-9]{1,2}|[0-9]{4,})|(?<=(?:^|[^0-9.,])(?:0|[0-9]{4,}),)(?<decimals>[0-9]{3}))"
        + @"(?![0-9]|[.,][0-9])",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comma();
}
