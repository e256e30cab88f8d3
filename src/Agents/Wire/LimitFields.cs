using System.Globalization;
using System.Runtime.InteropServices;

namespace HeavySim.Agents;

/// <summary>What the fields of an error say of the limit that was met: beside its words, which <see cref="LimitWords"/> reads.</summary>
/// <param name="Delay">How long to wait, or null.</param>
/// <param name="ResetsAt">When the limit ends, as written, or null.</param>
/// <param name="IsDaily">True for a limit of a whole day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LimitFields(TimeSpan? Delay, string? ResetsAt, bool IsDaily)
{
    /// <summary>
    /// Google's <c>details</c> (<c>retryDelay</c> of RetryInfo, <c>quotaId</c> of QuotaFailure), the headers that OpenRouter keeps under
    /// <c>metadata</c>, and the plain <c>retry_after</c> and <c>estimated_time</c> of others, in seconds.
    /// </summary>
    public static LimitFields Read(JsonElement error)
    {
        TimeSpan? delay = Seconds(error.GetNumber("retry_after") ?? error.GetNumber("retryAfter") ?? error.GetNumber("estimated_time"));
        var isDaily = false;
        foreach (var detail in error.Get("details").Items())
        {
            delay = Duration(detail.Get("retryDelay")) ?? delay;
            isDaily |= detail.Get("violations").Items().Any(static violation =>
                violation.GetText("quotaId", "quotaMetric")?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true);
        }

        string? reset = null;
        if (error.Get("metadata")?.Get("headers") is { ValueKind: JsonValueKind.Object } headers)
        {
            foreach (var header in headers.EnumerateObject())
            {
                if (header.Name.Equals("X-RateLimit-Reset", StringComparison.OrdinalIgnoreCase))
                    reset = header.Value.ValueKind == JsonValueKind.String ? header.Value.Text() : header.Value.GetRawText();
            }
        }

        return new LimitFields(delay, reset, isDaily);
    }

    private static TimeSpan? Duration(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => LimitWords.Duration(text.Text()),
        { ValueKind: JsonValueKind.Object } parts =>
            Seconds((parts.GetNumber("seconds") ?? 0) + ((parts.GetNumber("nanos") ?? 0) / 1_000_000_000m)),
        { ValueKind: JsonValueKind.Number } number => Seconds(decimal.TryParse(
            number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null),
        _ => null,
    };

    private static TimeSpan? Seconds(decimal? seconds) => RetryAfterReader.FromSeconds((double)(seconds ?? 0));
}
