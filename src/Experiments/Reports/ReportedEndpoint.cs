namespace HeavySim.Experiments;

/// <summary>How a simulated endpoint carried the run: what it takes to tell how many agents it can serve. Times are simulated.</summary>
/// <param name="Requests">Requests that came in, refused ones included.</param>
/// <param name="Refused">Requests refused with 429.</param>
/// <param name="QueueShare">Share of the requests' time spent waiting for a slot, 0..1, or null.</param>
/// <param name="MeanBusy">Slots busy on average, or null.</param>
/// <param name="TokensPerSecond">Throughput, prompts and replies, or null.</param>
/// <param name="PeakBusy">The most slots busy at once.</param>
/// <param name="PeakQueue">The most requests waiting at once.</param>
public sealed record ReportedEndpoint(long Requests, long Refused, double? QueueShare, double? MeanBusy, double? TokensPerSecond, int PeakBusy, int PeakQueue);
