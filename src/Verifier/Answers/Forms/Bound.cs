using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Words that make a bound, or its opposite, of a number: "at least 7" and "not 9" are no 7 and no 9.</summary>
internal static partial class Bound
{
    /// <summary>True for a text with such words before its number.</summary>
    public static bool Is(string text) => text.Length <= 400 && Words().IsMatch(text);

    /// <summary>True where a relation stands right before a place: "x >= 5" says nothing of 5.</summary>
    public static bool IsBefore(string text, int at)
    {
        const int Near = 8;
        var from = Math.Max(0, at - Near);
        return Relation().IsMatch(text[from..Math.Max(from, at)]);
    }

    [GeneratedRegex(@"(?:[<>≤≥≠]=?|!=|\\(?:leq?|geq?|neq?|lt|gt))[ $]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Relation();

    [GeneratedRegex(
        @"\b(?:(?:more|less|greater|fewer|larger|smaller|higher|lower|other|rather) than|at (?:least|most)|no (?:more|less|fewer)|not"
        + @"|up to|above|below|beyond|exceed(?:s|ing)?|under|over|between|mod(?:ulo)?)\b[^0-9]{0,24}[0-9]",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
