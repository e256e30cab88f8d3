namespace HeavySim.Orchestrator;

/// <summary>
/// Counts the tokens of one attempt in flight, so that a cancelled attempt still says what was paid for it, and passes the news on.
/// News is dropped when nobody reads fast enough: the next one carries the same count.
/// </summary>
internal sealed class AttemptMeter(int agent, string problemId, SolveClock clock, ChannelWriter<SolveEvent>? events)
    : IProgress<AttemptProgress>
{
    private long _outputTokens;
    private bool _hasBegun;

    /// <summary>What an attempt that was cut off has cost so far, estimated.</summary>
    public Usage Estimate => new() { Calls = 1, OutputTokens = _hasBegun ? _outputTokens : null, IsEstimated = true };

    public void Report(AttemptProgress value)
    {
        _hasBegun = true;
        _outputTokens = value.OutputTokens;
        events?.TryWrite(new SolveEvent.Progress(agent, value) { ProblemId = problemId, At = clock.Elapsed });
    }
}
