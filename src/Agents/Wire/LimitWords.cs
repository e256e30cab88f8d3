using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// What an error says of a limit in words: providers tell limits of a minute, of a day and of an empty account apart in their messages
/// more often than in their codes.
/// </summary>
internal static partial class LimitWords
{
    /// <summary>How long the words ask to wait ("Please try again in 7m12.3s"), or null.</summary>
    public static TimeSpan? Delay(string message)
    {
        var match = Asked().Match(message);
        return match.Success ? Duration(match.Groups["wait"].Value) : null;
    }

    /// <summary>A time such as <c>3.2s</c>, <c>20ms</c>, <c>1m30s</c> or <c>5 seconds</c>; null for junk and for nothing to wait.</summary>
    public static TimeSpan? Duration(string text)
    {
        double seconds = 0;
        var end = 0;
        foreach (Match part in Part().Matches(text))
        {
            if (part.Index != end || !double.TryParse(
                part.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;

            end = part.Index + part.Length;
            seconds += number * UnitOf(part.Groups["unit"].ValueSpan);
        }

        return end == text.TrimEnd().Length || end == text.Length ? RetryAfterReader.FromSeconds(seconds) : null;
    }

    /// <summary>True for a limit that is over within minutes.</summary>
    public static bool IsMinutely(string message) => Minutely().IsMatch(message);

    /// <summary>True for a limit of a whole day.</summary>
    public static bool IsDaily(string message) => Daily().IsMatch(message);

    /// <summary>The limit and the size of a request that is larger, or null when the words name no such sizes.</summary>
    public static (long Limit, long Requested)? TooLarge(string message) =>
        Sizes().Match(message) is { Success: true } match
            && Number(match, "limit") is { } limit && Number(match, "requested") is { } requested && requested > limit
            ? (limit, requested)
            : null;

    /// <summary>True when the words say that the request itself is too large, whatever was asked before.</summary>
    public static bool SayTooLarge(string message) => Large().IsMatch(message);

    /// <summary>True when the account has no allowance at all: no wait helps.</summary>
    public static bool AllowNothing(string message) => Nothing().IsMatch(message);

    private static long? Number(Match match, string group) =>
        long.TryParse(match.Groups[group].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static double UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        _ when unit.StartsWith("ms", StringComparison.OrdinalIgnoreCase) || unit.StartsWith("mil", StringComparison.OrdinalIgnoreCase) =>
            0.001,
        _ when unit.StartsWith("m", StringComparison.OrdinalIgnoreCase) => 60,
        _ when unit.StartsWith("h", StringComparison.OrdinalIgnoreCase) => 3600,
        _ when unit.StartsWith("d", StringComparison.OrdinalIgnoreCase) => 86_400,
        _ => 1,
    };

    private const string Time =
        @"(?<number>\d{1,9}(?:\.\d{1,9})?)\s?"
        + "(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])[ ,]{0,2}";

    [GeneratedRegex(
        @"(?:again|retry(?:ing)?|wait|resets?|available)\s+(?:again\s+)?(?:(?:in|after|for)\s+)?(?:about\s+|approximately\s+)?"
        + "(?<wait>(?:" + Time + "){1,4})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(Time, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"per[ _-]?min(?:ute)?\b|\bTPM\b|\bRPM\b|/ ?min\b|per[ _-]?second", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Minutely();

    [GeneratedRegex(@"per[ _-]?day\b|\bTPD\b|\bRPD\b|\bdaily\b|/ ?day\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Daily();

    [GeneratedRegex(
        @"\blimit:? (?<limit>[\d,]{1,15}).{0,40}?\brequested:? (?<requested>[\d,]{1,15})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sizes();

    [GeneratedRegex(
        "request (?:is )?too large|(?:message|prompt|request) size.{0,40}(?:too large|exceeds)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Large();

    [GeneratedRegex(@"\blimit: 0\b(?![.,]\d)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nothing();
}
