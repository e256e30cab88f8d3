namespace HeavySim.Simulation;

/// <summary>What a simulated endpoint has done so far.</summary>
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
    public required TimeSpan Queued { get; init; }

    /// <summary>Time spent in a slot, summed over requests; loading the model included.</summary>
    public required TimeSpan Serving { get; init; }

    /// <summary>From the first request until now.</summary>
    public required TimeSpan Elapsed { get; init; }

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
}
