using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Words that make something else of a number, a bound or a multiple: "at least 7", "not 9" and "twice 5" are no 7, 9 and 5.</summary>
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
        + @"|up to|above|below|beyond|exceed(?:s|ing)?|under|over|between|mod(?:ulo)?|(?:all|any|anything|everything|nothing|none) but"
        + @"|none of|except|twice|thrice|double|triple|half|multiples? of|divisible by|factors? of|powers? of|roots? of|squares? of"
        + @"|cubes? of|almost|nearly)\b[^0-9]{0,24}[0-9]"
        + @"|[0-9][^0-9]{0,24}\b(?:or (?:more|less|fewer|greater|above|below|over|under|higher|lower|another)|and (?:up|above|below)"
        + @"|at (?:most|least)|squared|cubed|to the power|factorial|(?:times|less than|more than|choose) [a-z])\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
