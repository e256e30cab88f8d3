using HeavySim.Mathematics;

namespace HeavySim.Experiments.Reports;

/// <summary>A distribution of seconds, by its percentiles.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">95 % are no slower.</param>
/// <param name="P99">99 % are no slower.</param>
public sealed record ReportedLatency(double P50, double P95, double P99)
{
    /// <summary>The percentiles (nearest rank) of some durations in seconds, or null when there are none.</summary>
    public static ReportedLatency? Of(List<double> seconds)
    {
        if (seconds.Count == 0)
            return null;

        seconds.Sort();
        return new ReportedLatency(NearestRank.Of(seconds, .50), NearestRank.Of(seconds, .95), NearestRank.Of(seconds, .99));
    }
}
