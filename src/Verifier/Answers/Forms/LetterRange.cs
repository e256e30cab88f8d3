using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>What the letters of an answer range over, said behind it: "2πk, k ∈ Z", "(t, 2t) for all real t".</summary>
internal static partial class LetterRange
{
    private const int Longest = 400;

    /// <summary>The value before it; null where nothing says so.</summary>
    public static string? Off(string text)
    {
        if (text.Length > Longest || text.AsSpan().IndexOfAny(" \\∈") < 0 || Start().Match(text) is not { Success: true, Index: > 0 } start)
            return null;

        var tail = text[start.Index..];
        // What ranges over the integers alone goes without saying.
        if (tail.AsSpan().IndexOfAny("NRQℕℝℚ") >= 0 && start.Groups["in"].Success)
            return null;
        // "for x > 0" is a condition, and belongs to the answer.
        if (tail.AsSpan().IndexOfAny('=', '<', '>') >= 0 || (start.Groups["where"].Success && !Kind().IsMatch(tail))
            || (start.Groups["in"].Success && tail.Length - start.Length > 6))
            return null;

        var value = text.AsSpan(0, start.Index).TrimEnd(" ,;(");
        value = value.EndsWith("quad") ? value[..value.LastIndexOf('\\')].TrimEnd(" ,;(") : value;
        return value.IsEmpty ? null : value.ToString();
    }

    [GeneratedRegex(
        @"(?:(?<=[\s,;(])|(?<=quad))(?:for (?:all|any|every|each|integers?|some integers?)\b|(?<where>where )"
        + @"|(?:any|with) (?:integers?|reals?)\b"
        + @"|(?<=[,;(] {0,2}|quad )(?<in>[a-zA-Z](?: ?, ?[a-zA-Z]){0,3} ?(?:\\in|∈)\s{0,2}(?:\\mathbb ?)?\{? ?[ZNRQℤℕℝ](?![a-z])))",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"\b(?:integers?|reals?|constants?|any|arbitrary)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();
}
