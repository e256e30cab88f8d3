namespace HeavySim.Orchestrator;

/// <summary>
/// Calls a solve's attempts off, and remembers why: the first reason wins. Told apart from the caller's cancellation, which it forwards
/// to the same token but which gives no reason.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];
    private Stop? _stop;
    private bool _hasDeadline;

    private readonly TimeSpan _spent;

    /// <param name="time">The clock.</param>
    /// <param name="callerToken">The caller's cancellation.</param>
    /// <param name="spent">What of the solve's time earlier rounds have used.</param>
    public StopSignal(TimeProvider time, CancellationToken callerToken, TimeSpan spent = default)
    {
        _time = time;
        _spent = spent;
        _source = CancellationTokenSource.CreateLinkedTokenSource(callerToken);
    }

    /// <summary>Fires on a stop and on the caller's cancellation.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Why the solve stopped early, or null while it has not.</summary>
    public string? Reason => Volatile.Read(ref _stop)?.Reason;

    /// <summary>What becomes of the attempts in flight, or null while nothing has stopped them.</summary>
    public Outcome? Outcome => Volatile.Read(ref _stop)?.Outcome;

    /// <summary>True when no later round may begin: the time of the whole solve is over.</summary>
    public bool IsSolveOver => Outcome is Outcome.TimedOut { Limit: "solve" };

    public void Raise(string reason, Outcome outcome)
    {
        if (Interlocked.CompareExchange(ref _stop, new Stop(reason, outcome), comparand: null) is null)
            _source.Cancel();
    }

    /// <summary>Raises after a time, unless something else does first.</summary>
    public void RaiseAfter(TimeSpan delay, string reason, Outcome outcome)
    {
        lock (_gate)
            _timers.Add(_time.CreateTimer(_ => RaiseFromTimer(reason, outcome), state: null, delay, Timeout.InfiniteTimeSpan));
    }

    private void RaiseFromTimer(string reason, Outcome outcome)
    {
        try
        {
            Raise(reason, outcome);
        }
        catch (ObjectDisposedException)
        {
            // The solve ended while its timer was firing.
        }
    }

    /// <summary>Starts the solve's deadline, once: waiting for a first slot in a crowded run is not the solve's time.</summary>
    public void StartDeadline(TimeSpan deadline)
    {
        lock (_gate)
        {
            if (_hasDeadline)
                return;

            _hasDeadline = true;
        }

        var left = deadline - _spent;
        RaiseAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero, "deadline", new Outcome.TimedOut("solve", deadline));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers)
                timer.Dispose();
        }

        _source.Dispose();
    }

    private sealed record Stop(string Reason, Outcome Outcome);
}
