using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>How long a refused caller should wait, in all the spellings of the field. Junk counts as silence.</summary>
internal static partial class RetryAfterReader
{
    /// <summary>
    /// In this order: <c>retry-after-ms</c>, <c>x-ms-retry-after-ms</c>, <c>Retry-After</c> (whole or fractional seconds, or an HTTP date),
    /// then the reset times (<c>12ms</c>, <c>1s</c>, <c>6m0s</c>) of the rate limits that are used up.
    /// </summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Milliseconds(headers, "retry-after-ms") is { } ms)
            return ms;

        if (Milliseconds(headers, "x-ms-retry-after-ms") is { } azure)
            return azure;

        if (First(headers, "Retry-After") is { } value)
        {
            if (Number(value) is { } seconds)
                return FromSeconds(seconds);

            if (DateTimeOffset.TryParse(
                value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date))
                return date > now ? date - now : TimeSpan.Zero;
        }

        TimeSpan? longest = null;
        foreach (var limit in (ReadOnlySpan<string>)["requests", "tokens"])
        {
            if (First(headers, "x-ratelimit-remaining-" + limit) is { } left && Number(left) is <= 0
                && First(headers, "x-ratelimit-reset-" + limit) is { } reset && Duration(reset) is { } wait
                && (longest is null || wait > longest))
            {
                longest = wait;
            }
        }

        return longest;
    }

    private static TimeSpan? Milliseconds(HttpResponseHeaders headers, string name) =>
        First(headers, name) is { } value && Number(value) is { } ms ? FromSeconds(ms / 1000) : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // Azure sends -1; a wait of more than a day is a way of saying no, and is bounded so that adding it to a clock cannot overflow.
    private static TimeSpan? FromSeconds(double seconds) => seconds < 0 ? null : TimeSpan.FromSeconds(Math.Min(seconds, 86_400 * 7));

    private static TimeSpan? Duration(string text)
    {
        if (Number(text) is { } plain)
            return plain < 86_400 * 7 ? FromSeconds(plain) : null;

        var match = GoDuration().Match(text);
        if (!match.Success || text.Length == 0)
            return null;

        double Part(string group) => Number(match.Groups[group].Value) ?? 0;
        return FromSeconds((Part("d") * 86_400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000));
    }

    [GeneratedRegex(
        @"^(?:(?<d>[\d.]+)d)?(?:(?<h>[\d.]+)h)?(?:(?<m>[\d.]+)m)?(?:(?<s>[\d.]+)s)?(?:(?<ms>[\d.]+)ms)?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoDuration();
}
