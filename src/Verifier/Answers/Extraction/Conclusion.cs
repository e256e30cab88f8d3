using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// What a text comes to without the word answer: a line "Result: 45" or "Ans. 45", and "therefore, the value is 45". Weaker than an
/// announcement, as steps have results too, and better than the last number of the text.
/// </summary>
internal static partial class Conclusion
{
    /// <summary>A line that goes on longer than this argues.</summary>
    private const int Longest = 80;

    /// <summary>What follows the last one, up to the end of its line; null where there is none, or too much follows.</summary>
    public static string? Last(string text)
    {
        string? last = null;
        foreach (var match in Opening().EnumerateMatches(text))
        {
            var rest = text.AsSpan(match.Index + match.Length);
            var line = (rest.IndexOf('\n') is >= 0 and var end ? rest[..end] : rest).Trim(" \r*");
            if (line.Length is > 0 and <= Longest)
                last = line.ToString();
        }

        return last;
    }

    [GeneratedRegex(
        @"^[ *#>-]*(?:ans|sol(?:utio)?n|result|total|ergebnis|lösung|solución|solucion|solução|soluzione|solution|résultat|resultado"
        + @"|risultato|répondre|结果|結果|解)[*]*(?: ?[:：=→][*]*|\.(?= [-$\\0-9]))"
        + @"|(?<!\p{L})(?:(?:therefore|thus|hence|so|finally|in total|altogether),? (?:the )?(?:total |required |desired )?"
        + @"(?:result|value|solution|total|number|sum|product|probability)s? (?:is|are|equals)"
        + @"|das ergebnis (?:ist|lautet)|die lösung (?:ist|lautet)|la solución es|el resultado es|la solution est|le résultat est"
        + @"|a solução é|o resultado é|la soluzione è|il risultato è)(?= ?:? ?[-−$\\(*0-9])[ :]*",
        RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();
}
