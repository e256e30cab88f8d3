using System.Text.Json.Serialization;

namespace HeavySim.Core;

/// <summary>
/// What a simulated endpoint has carried so far: what it takes to tell how many agents it can serve. Times are simulated.
/// </summary>
public sealed record EndpointStatistics
{
    /// <summary>Requests that came in, refused ones included.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests refused with 429 for lack of rate or of room in the queue.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests served to their end.</summary>
    public required long Served { get; init; }

    /// <summary>Tokens of the requests served, prompts and replies.</summary>
    public required long Tokens { get; init; }

    /// <summary>Time spent waiting for a slot, summed over requests.</summary>
    [JsonIgnore]
    public TimeSpan Queued { get; init; }

    /// <summary>Time spent in a slot, summed over requests; loading the model included.</summary>
    [JsonIgnore]
    public TimeSpan Serving { get; init; }

    /// <summary>From the first request until now.</summary>
    [JsonIgnore]
    public TimeSpan Elapsed { get; init; }

    /// <summary>The most slots busy at once.</summary>
    public required int PeakBusy { get; init; }

    /// <summary>The most requests waiting at once.</summary>
    public required int PeakQueue { get; init; }

    /// <summary>Share of the requests' time that was spent waiting for a slot, 0..1; null before the first one.</summary>
    public double? QueueShare => Queued + Serving > TimeSpan.Zero ? Queued / (Queued + Serving) : null;

    /// <summary>Slots busy on average; null before time has passed.</summary>
    public double? MeanBusy => Elapsed > TimeSpan.Zero ? Serving / Elapsed : null;

    /// <summary>Tokens a second on average; null before time has passed.</summary>
    public double? TokensPerSecond => Elapsed > TimeSpan.Zero ? Tokens / Elapsed.TotalSeconds : null;

    /// <summary>Adds up endpoints of separate worlds, as if one had followed the other; null where nothing was asked.</summary>
    public static EndpointStatistics? Sum(IEnumerable<EndpointStatistics> worlds) =>
        worlds.Where(static w => w.Requests > 0)
            .Aggregate((EndpointStatistics?)null, static (sum, next) => sum is null ? next : new EndpointStatistics
        {
            Requests = sum.Requests + next.Requests,
            Refused = sum.Refused + next.Refused,
            Served = sum.Served + next.Served,
            Tokens = sum.Tokens + next.Tokens,
            Queued = sum.Queued + next.Queued,
            Serving = sum.Serving + next.Serving,
            Elapsed = sum.Elapsed + next.Elapsed,
            PeakBusy = Math.Max(sum.PeakBusy, next.PeakBusy),
            PeakQueue = Math.Max(sum.PeakQueue, next.PeakQueue),
        });
}
