using HeavySim.Experiments;
using HeavySim.Simulation;

namespace HeavySim.Cli.Composition;

/// <summary>What the simulated endpoints of all worlds have carried, in one figure each.</summary>
internal static class EndpointLoad
{
    /// <summary>Sums over worlds, as if one had followed the other; null where nothing was asked.</summary>
    public static ReportedEndpoint? Of(IReadOnlyCollection<EndpointStatistics> worlds)
    {
        var asked = worlds.Where(static w => w.Requests > 0).ToList();
        if (asked.Count == 0)
            return null;

        var elapsed = asked.Sum(static w => w.Elapsed.TotalSeconds);
        var queued = asked.Sum(static w => w.Queued.TotalSeconds);
        var serving = asked.Sum(static w => w.Serving.TotalSeconds);
        return new ReportedEndpoint(
            asked.Sum(static w => w.Requests),
            asked.Sum(static w => w.Refused),
            queued + serving > 0 ? queued / (queued + serving) : null,
            elapsed > 0 ? serving / elapsed : null,
            elapsed > 0 ? asked.Sum(static w => w.Tokens) / elapsed : null,
            asked.Max(static w => w.PeakBusy),
            asked.Max(static w => w.PeakQueue));
    }
}
