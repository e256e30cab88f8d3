namespace HeavySim.Core;

/// <summary>
/// What an attempt holds while it is under way: its problem, its time, as a cancellation, and its place among the calls in flight. The
/// time stands still while it waits for an endpoint that is away, as what an outage takes is not the model's; and its place is given to
/// others while it waits for another try. It is known to everything the attempt calls (an ambient value, as spans are), because the client
/// that learns of the wait lies behind an interface that knows nothing of attempts.
/// </summary>
internal sealed class AttemptScope : IDisposable
{
    private static readonly AsyncLocal<AttemptScope?> Ambient = new();

    private readonly CancellationTokenSource _source = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private readonly Action? _leave;
    private readonly Action<bool>? _stands;
    private readonly string? _problem;
    private TimeSpan _stood;
    private TimeSpan _left;
    private long _since;
    private int _suspensions;

    private AttemptScope(TimeSpan? limit, TimeProvider time, string? problem, Action? leave, Action<bool>? stands)
    {
        _time = time;
        _problem = problem;
        _leave = leave;
        _stands = stands;
        _left = limit ?? Timeout.InfiniteTimeSpan;
        _since = time.GetTimestamp();
        _timer = limit is { } due
            ? time.CreateTimer(static state => ((AttemptScope)state!).Ring(), this, due, Timeout.InfiniteTimeSpan)
            : null;
    }

    /// <summary>How long the time of the attempt under way has stood still so far.</summary>
    public static TimeSpan Stood => Ambient.Value?.StoodStill ?? TimeSpan.Zero;

    /// <summary>How long its time has stood still, as far as that is over.</summary>
    public TimeSpan StoodStill
    {
        get
        {
            lock (_gate)
                return _stood;
        }
    }

    /// <summary>The problem of the attempt under way, or null where none is known.</summary>
    public static string? Problem => Ambient.Value?._problem;

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True when the time is over.</summary>
    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Begins the attempt that the caller is about to make.</summary>
    /// <param name="limit">The longest it may take, or null.</param>
    /// <param name="time">The clock of its world.</param>
    /// <param name="problem">The id of its problem, or null.</param>
    /// <param name="leave">Gives up its place among the calls in flight; may be called more than once, from any thread. Or null.</param>
    /// <param name="stands">Hears when its time begins to stand still (true) and when it goes on (false); or null.</param>
    public static AttemptScope Begin(
        TimeSpan? limit, TimeProvider time, string? problem = null, Action? leave = null, Action<bool>? stands = null)
    {
        var scope = new AttemptScope(limit, time, problem, leave, stands);
        Ambient.Value = scope;
        return scope;
    }

    /// <summary>
    /// The attempt under way waits for another try: others may take its place. It comes back without one, as whoever makes calls bounds
    /// them anyway.
    /// </summary>
    public static void LeavePlace() => Ambient.Value?._leave?.Invoke();

    /// <summary>Stops the time of the attempt under way until what comes back is disposed; null where none is.</summary>
    public static IDisposable? Suspend() => Ambient.Value is { } scope ? new Suspension(scope) : null;

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
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
            _since = _time.GetTimestamp();
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _stands?.Invoke(true);
    }

    private void GoOn()
    {
        lock (_gate)
        {
            if (--_suspensions > 0)
                return;

            _stood += _time.GetElapsedTime(_since);
            _since = _time.GetTimestamp();
            try
            {
                _timer?.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The attempt is over; what waited on its behalf notices only now.
            }
        }

        _stands?.Invoke(false);
    }

    private sealed class Suspension : IDisposable
    {
        private readonly AttemptScope _owner;

        public Suspension(AttemptScope owner)
        {
            _owner = owner;
            owner.Stop();
        }

        public void Dispose() => _owner.GoOn();
    }
}
