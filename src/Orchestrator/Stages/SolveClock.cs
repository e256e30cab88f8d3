namespace HeavySim.Orchestrator;

/// <summary>Time since the beginning of a solve, on the clock of its world.</summary>
internal readonly struct SolveClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Time => time;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);
}
