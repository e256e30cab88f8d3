using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of clock times: 6:45, 6:45 p.m. A time is read before a ratio: ratios are written in lowest terms, so that the same
/// ratio is the same text, and a ratio of 4:00 is none.
/// </summary>
internal static partial class ClockForm
{
    /// <summary>The key, or null when the text is no time.</summary>
    public static string? KeyOf(string bare)
    {
        if (bare.Length <= 14 && (bare.EndsWith(" noon", StringComparison.OrdinalIgnoreCase)
                || bare.EndsWith(" midnight", StringComparison.OrdinalIgnoreCase))
            && bare.Split(' ')[0] is "12" or "12:00")
            bare = bare[(bare.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (bare.Equals("noon", StringComparison.OrdinalIgnoreCase) || bare.Equals("midnight", StringComparison.OrdinalIgnoreCase))
            return bare[0] is 'n' or 'N' ? "h:12:00:00p" : "h:12:00:00a";
        if (bare.Length > 40)
            return null;
        if (bare.Contains(' ', StringComparison.Ordinal))
            bare = Spoken().Replace(bare, static half => half.Groups["am"].Success ? " am" : " pm");
        if (bare.Length > 24 || Clock().Match(bare) is not { Success: true } match)
            return null;

        var seconds = match.Groups["s"] is { Success: true } group ? group.Value : "00";
        var half = match.Groups["half"] is { Success: true } said ? said.Value.ToLowerInvariant() : "";
        var hour = int.Parse(match.Groups["h"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        // 20:34 is 8:34 p.m.: an hour that says its half.
        if (half.Length == 0 && hour is > 12 or 0)
            (hour, half) = hour is 0 or 24 ? (12, "a") : (hour - 12, "p");
        var minutes = match.Groups["m"] is { Success: true } past ? past.Value : "00";
        return $"h:{hour}:{minutes}:{seconds}{half}";
    }

    /// <summary>
    /// The key of an answer where the gold is a time: an answer that does not say which half of the day it means is in the gold's, and
    /// where the gold does not say it, no answer is told apart by it.
    /// </summary>
    public static string? KeyOf(string bare, string gold)
    {
        if (KeyOf(bare) is not { } key)
            return null;

        var half = KeyOf(gold) is [.., 'a' or 'p'] said ? said[^1..] : "";
        var time = key.TrimEnd('a', 'p');
        return half.Length == 0 ? time : time.Length < key.Length ? key : time + half;
    }

    /// <summary>The key of the time that a ratio in lowest terms looks like: 7:32 is one answer, whatever it means.</summary>
    /// <param name="reduced">The key of a ratio with the first part 1: "n:1:n:32/7".</param>
    public static string? KeyOfRatio(string reduced) =>
        reduced.Split(':') is ["n", "1", "n", var quotient] && quotient.Split('/') is [var minutes, .. var hours]
            && KeyOf($"{(hours is [var below] ? below : "1")}:{minutes}") is { } key ? key : null;

    [GeneratedRegex(
        @"\s(?:in the (?:(?<am>morning)|afternoon|evening)|at night)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spoken();

    [GeneratedRegex(
        @"^(?<h>[01]?\d|2[0-4])(?:: ?(?<m>[0-5]\d)(?::(?<s>[0-5]\d))?\s*(?:(?<half>[ap])\.?\s?m\.?|o'clock)?"
        + @"|\s*(?<half>[ap])\.?\s?m\.?|\s*o'clock)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
