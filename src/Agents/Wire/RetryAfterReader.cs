using System.Globalization;
using System.Net.Http.Headers;

namespace HeavySim.Agents;

/// <summary>
/// How long a refused caller should wait, in all the spellings of the field. Junk counts as silence, and so does a wait of nothing: whoever
/// is told to come back at once and does so with all its agents only makes it worse, so it backs off instead.
/// </summary>
internal static class RetryAfterReader
{
    private const string Reset = "reset";
    private const double Longest = 86_400 * 7;

    /// <summary>
    /// In this order: <c>retry-after-ms</c>, <c>x-ms-retry-after-ms</c>, <c>Retry-After</c> (whole or fractional seconds, or an HTTP date),
    /// then the reset times of the rate limits that are used up.
    /// </summary>
    /// <param name="headers">The refusal's headers.</param>
    /// <param name="now">The time.</param>
    /// <param name="isLimit">True for a refusal that is a limit: then a reset time without a count of what remains is believed too.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now, bool isLimit = true) =>
        Milliseconds(headers, "retry-after-ms")
            ?? Milliseconds(headers, "x-ms-retry-after-ms")
            ?? (First(headers, "Retry-After") is { } value ? Number(value) is { } seconds ? FromSeconds(seconds) : Until(value, now) : null)
            ?? Resets(headers, now, isLimit);

    /// <summary>
    /// A reset time: a duration (<c>12ms</c>, <c>6m0s</c>), seconds, seconds or milliseconds since 1970, or a date (RFC 3339).
    /// </summary>
    public static TimeSpan? UntilReset(string text, DateTimeOffset now) => Number(text) switch
    {
        null => LimitWords.Duration(text) ?? Until(text, now),
        >= 1e15 => null,
        >= 1e11 and var ms => FromSeconds((ms / 1000) - now.ToUnixTimeSeconds()),
        >= 1e9 and var seconds => FromSeconds(seconds - now.ToUnixTimeSeconds()),
        { } plain => plain < Longest ? FromSeconds(plain) : null,
    };

    // Azure sends -1; a wait of more than a day is a way of saying no, and is bounded so that adding it to a clock cannot overflow.
    internal static TimeSpan? FromSeconds(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, Longest)) : null;

    /// <summary>The longest wait among the limits that are used up: their remainder is 0, or not told.</summary>
    private static TimeSpan? Resets(HttpResponseHeaders headers, DateTimeOffset now, bool isLimit)
    {
        TimeSpan? longest = null;
        foreach (var (name, values) in headers.NonValidated)
        {
            if (!(name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase)
                && name.Contains(Reset, StringComparison.OrdinalIgnoreCase)))
                continue;

            var left = First(headers, name.Replace(Reset, "remaining", StringComparison.OrdinalIgnoreCase));
            var isUsedUp = left is null ? isLimit && name.EndsWith(Reset, StringComparison.OrdinalIgnoreCase) : Number(left) is <= 0;
            if (isUsedUp && UntilReset(values.ToString().Trim(), now) is { } wait && (longest is null || wait > longest))
                longest = wait;
        }

        return longest;
    }

    private static TimeSpan? Milliseconds(HttpResponseHeaders headers, string name) =>
        First(headers, name) is { } value && Number(value) is { } ms ? FromSeconds(ms / 1000) : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static TimeSpan? Until(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? FromSeconds((date - now).TotalSeconds)
            : null;
}
