using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of clock times: 6:45, 6:45 p.m. A time is read before a ratio: ratios are written in lowest terms, so that the same
/// ratio is the same text, and a ratio of 4:00 is none.
/// </summary>
internal static partial class ClockForm
{
    /// <summary>True for a time that does not say which half of the day it is in: then answers need not be told apart by it.</summary>
    public static bool IsOfNoHalf(string bare) => KeyOf(bare) is [.., >= '0' and <= '9'];

    /// <summary>The key, or null when the text is no time.</summary>
    /// <param name="bare">The bare answer.</param>
    /// <param name="withHalf">False to leave out which half of the day it is.</param>
    public static string? KeyOf(string bare, bool withHalf = true)
    {
        if (bare.Equals("noon", StringComparison.OrdinalIgnoreCase) || bare.Equals("midnight", StringComparison.OrdinalIgnoreCase))
            return KeyOf(bare[0] is 'n' or 'N' ? "12:00 pm" : "12:00 am", withHalf);
        if (bare.Length > 24 || Clock().Match(bare) is not { Success: true } match)
            return null;

        var seconds = match.Groups["s"] is { Success: true } group ? group.Value : "00";
        var half = match.Groups["half"] is { Success: true } said ? said.Value.ToLowerInvariant() : "";
        var hour = int.Parse(match.Groups["h"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        // 20:34 is 8:34 p.m.: an hour that says its half.
        if (half.Length == 0 && hour is > 12 or 0)
            (hour, half) = hour is 0 or 24 ? (12, "a") : (hour - 12, "p");
        var minutes = match.Groups["m"] is { Success: true } past ? past.Value : "00";
        return $"h:{hour}:{minutes}:{seconds}{(withHalf ? half : "")}";
    }

    /// <summary>The key of the time that a ratio in lowest terms looks like: 7:32 is one answer, whatever it means.</summary>
    /// <param name="reduced">The key of a ratio with the first part 1: "n:1:n:32/7".</param>
    public static string? KeyOfRatio(string reduced) =>
        reduced.Split(':') is ["n", "1", "n", var quotient] && quotient.Split('/') is [var minutes, .. var hours]
            && KeyOf($"{(hours is [var below] ? below : "1")}:{minutes}") is { } key ? key : null;

    [GeneratedRegex(
        @"^(?<h>[01]?\d|2[0-4])(?:: ?(?<m>[0-5]\d)(?::(?<s>[0-5]\d))?\s*(?:(?<half>[ap])\.?\s?m\.?|o'clock)?"
        + @"|\s*(?<half>[ap])\.?\s?m\.?|\s*o'clock)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
