namespace HeavySim.Agents;

/// <summary>Google's daily quotas: "Requests per day (RPD) quotas reset at midnight Pacific time" (ai.google.dev, rate limits).</summary>
internal static class GoogleDay
{
    /// <summary>How long until they reset; null where the machine does not know that time zone.</summary>
    public static TimeSpan? UntilNext(DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone))
            return null;

        var midnight = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)) - now;
    }
}
