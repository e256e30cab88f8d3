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
        if (bare.Length > 24 || Clock().Match(bare) is not { Success: true } match)
            return null;

        var seconds = match.Groups["s"] is { Success: true } group ? group.Value : "00";
        var half = withHalf && match.Groups["half"] is { Success: true } said ? said.Value.ToLowerInvariant() : "";
        return $"h:{match.Groups["h"].Value.TrimStart('0'),1}:{match.Groups["m"].Value}:{seconds}{half}";
    }

    [GeneratedRegex(
        @"^(?<h>[01]?\d|2[0-4]):(?<m>[0-5]\d)(?::(?<s>[0-5]\d))?\s*(?:(?<half>[ap])\.?\s?m\.?|o'clock)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
