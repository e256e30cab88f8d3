namespace HeavySim.Experiments.Reports;

/// <summary>One cause for which attempts failed or timed out.</summary>
/// <param name="Cause">
/// "network", "rate-limited", "server", "malformed", "context-length", "content-filter" and so on; "time-out-idle", "time-out-attempt" and
/// so on by the limit that passed.
/// </param>
/// <param name="Attempts">Attempts that stand as failed for it.</param>
/// <param name="MadeAgain">Tries that failed for it and were made again, with whatever result.</param>
/// <param name="Example">What an endpoint said at one of them, safe to show, or null.</param>
public sealed record ReportedFailure(string Cause, long Attempts, long MadeAgain, string? Example);
