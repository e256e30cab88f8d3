namespace HeavySim.Core;

/// <summary>
/// The longest time an attempt may take, as a cancellation. It stands still while the attempt waits for an endpoint that is away: what an
/// outage takes is not the model's time. The attempt under way is known to everything it calls (an ambient value, as spans are), because
/// the client that learns of the outage lies behind an interface that knows nothing of attempts.
/// </summary>
internal sealed class AttemptDeadline : IDisposable
{
    private static readonly AsyncLocal<AttemptDeadline?> Ambient = new();

    private readonly CancellationTokenSource _source = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _left;
    private long _since;
    private int _suspensions;

    private AttemptDeadline(TimeSpan limit, TimeProvider time)
    {
        _time = time;
        _left = limit;
        _since = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((AttemptDeadline)state!).Ring(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True when the time is over.</summary>
    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Starts the time of the attempt that the caller is about to make.</summary>
    public static AttemptDeadline Begin(TimeSpan limit, TimeProvider time)
    {
        var deadline = new AttemptDeadline(limit, time);
        Ambient.Value = deadline;
        return deadline;
    }

    /// <summary>Stops the time of the attempt under way until what comes back is disposed; null where none is limited.</summary>
    public static IDisposable? Suspend() => Ambient.Value is { } deadline ? new Suspension(deadline) : null;

    public void Dispose()
    {
        lock (_gate)
            _timer.Dispose();
        _source.Dispose();
    }

    private void Ring()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended while its timer rang.
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            if (_suspensions++ > 0)
                return;

            _left -= _time.GetElapsedTime(_since);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void GoOn()
    {
        lock (_gate)
        {
            if (--_suspensions > 0)
                return;

            _since = _time.GetTimestamp();
            try
            {
                _timer.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The attempt is over; what waited on its behalf notices only now.
            }
        }
    }

    private sealed class Suspension : IDisposable
    {
        private readonly AttemptDeadline _owner;

        public Suspension(AttemptDeadline owner)
        {
            _owner = owner;
            owner.Stop();
        }

        public void Dispose() => _owner.GoOn();
    }
}
