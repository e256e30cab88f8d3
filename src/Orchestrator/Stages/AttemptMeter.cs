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
    private Usage? _spent;

    /// <summary>What an attempt that was cut off has cost: by its own word, or estimated from its news.</summary>
    public Usage Estimate => _spent ?? new() { Calls = 1, OutputTokens = _hasBegun ? _outputTokens : null, IsEstimated = true };

    /// <summary>How long its time has stood still, over all its tries.</summary>
    public TimeSpan StoodStill { get; set; }

    public void Report(AttemptProgress value)
    {
        if (value.Spent is { } spent)
        {
            _spent = spent;
            return;
        }

        _hasBegun = true;
        _outputTokens = value.OutputTokens;
        events?.TryWrite(new SolveEvent.Progress(agent, value) { ProblemId = problemId, At = clock.Elapsed });
    }
}
