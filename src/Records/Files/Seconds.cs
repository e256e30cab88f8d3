namespace HeavySim.Records.Files;

/// <summary>Times as decimal seconds: readable, and exact to the tick.</summary>
internal static class Seconds
{
    public static decimal Of(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    public static decimal? Of(TimeSpan? time) => time is { } known ? Of(known) : null;

    /// <summary>The time, cut to what a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan ToTime(decimal seconds) =>
        new((long)decimal.Round(Math.Clamp(seconds, -922_337_203_685m, 922_337_203_685m) * TimeSpan.TicksPerSecond));

    public static TimeSpan? ToTime(decimal? seconds) => seconds is { } known ? ToTime(known) : null;
}
