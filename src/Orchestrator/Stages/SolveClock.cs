namespace HeavySim.Orchestrator;

/// <summary>
/// Time since a solve got its first call slot, on the clock of its world. What it waits for a slot in a crowded run is the run's time, not
/// the solve's. Begun by whichever attempt is first. It stands still while every attempt under way waits for an endpoint that is away.
/// </summary>
internal sealed class SolveClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long? _start;
    private long? _standsSince;
    private TimeSpan _stood;
    private int _underWay;
    private int _waiting;

    public TimeProvider Time => time;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _start is { } start ? time.GetElapsedTime(start, _standsSince ?? time.GetTimestamp()) - _stood : TimeSpan.Zero;
        }
    }

    public void Begin()
    {
        lock (_gate)
            _start ??= time.GetTimestamp();
    }

    /// <summary>An attempt is under way until what comes back is disposed.</summary>
    public Attendance Attend()
    {
        Change(1, 0);
        return new Attendance(this);
    }

    private void Change(int underWay, int waiting)
    {
        lock (_gate)
        {
            _underWay += underWay;
            _waiting += waiting;
            var stands = _waiting > 0 && _waiting == _underWay;
            if (stands == _standsSince is not null)
                return;

            if (_standsSince is { } since)
                _stood += time.GetElapsedTime(since);
            _standsSince = stands ? time.GetTimestamp() : null;
        }
    }

    /// <summary>An attempt under way.</summary>
    internal sealed class Attendance(SolveClock clock) : IDisposable
    {
        /// <summary>The attempt begins to wait, or goes on.</summary>
        public void Waits(bool begins) => clock.Change(0, begins ? 1 : -1);

        public void Dispose() => clock.Change(-1, 0);
    }
}
