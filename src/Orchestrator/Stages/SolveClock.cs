namespace HeavySim.Orchestrator;

/// <summary>
/// Time since a solve got its first call slot, on the clock of its world. What it waits for a slot in a crowded run is the run's time, not
/// the solve's. Begun by whichever attempt is first.
/// </summary>
internal sealed class SolveClock(TimeProvider time)
{
    private long _start;
    private int _hasBegun;

    public TimeProvider Time => time;

    public TimeSpan Elapsed => Volatile.Read(ref _hasBegun) == 2 ? time.GetElapsedTime(_start) : TimeSpan.Zero;

    public void Begin()
    {
        if (Interlocked.CompareExchange(ref _hasBegun, 1, 0) != 0)
            return;

        _start = time.GetTimestamp();
        Volatile.Write(ref _hasBegun, 2);
    }
}
