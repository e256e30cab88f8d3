namespace HeavySim.Simulation;

/// <summary>
/// Processor sharing: streams that together want more tokens a second than the endpoint has all slow down by the same factor. Kept as a
/// second clock that runs at that factor: a piece of work is due when this clock has advanced by its nominal length, however often the
/// factor changes in between. Thread-safe.
/// </summary>
internal sealed class SharedPace
{
    private readonly PriorityQueue<TaskCompletionSource, (double Due, long Order)> _due = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly double _total;
    private ITimer? _timer;
    private long _last;
    private long _orders;
    private double _advanced;
    private double _demand;
    private int _streams;

    /// <param name="total">Tokens a second over all streams.</param>
    /// <param name="clock">The clock of the endpoint.</param>
    public SharedPace(double total, TimeProvider clock)
    {
        _total = total;
        _clock = clock;
        _last = clock.GetTimestamp();
    }

    /// <summary>The speed of every stream as a share of what it would be alone, above 0 and at most 1.</summary>
    public double Share => _demand <= _total ? 1 : _total / _demand;

    /// <summary>A stream begins that could take so many tokens a second.</summary>
    public void Join(double rate) => Change(rate, 1);

    /// <summary>It ends.</summary>
    public void Leave(double rate) => Change(-rate, -1);

    /// <summary>Waits for as long as work takes that alone would take so long.</summary>
    public async Task WorkAsync(TimeSpan nominal, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            Advance();
            _due.Enqueue(done, (_advanced + nominal.TotalSeconds, _orders++));
            SetTimer();
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), done);
        await done.Task;
    }

    private void Change(double rate, int streams)
    {
        lock (_gate)
        {
            Advance();
            _streams += streams;
            // With nobody left the sum starts anew, so that rounding does not pile up.
            _demand = _streams == 0 ? 0 : _demand + rate;
            SetTimer();
        }
    }

    private void Advance()
    {
        var now = _clock.GetTimestamp();
        _advanced += _clock.GetElapsedTime(_last, now).TotalSeconds * Share;
        _last = now;
    }

    private void SetTimer()
    {
        while (_due.TryPeek(out var done, out var next))
        {
            if (done.Task.IsCompleted)
            {
                _due.Dequeue();
                continue;
            }

            // Rounded up to the clock's 100 ns, so that the work is done when the timer fires.
            var wait = TimeSpan.FromTicks((long)Math.Ceiling(Math.Max(0, next.Due - _advanced) / Share * TimeSpan.TicksPerSecond));
            _timer ??= _clock.CreateTimer(
                static pace => ((SharedPace)pace!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
            return;
        }

        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            Advance();
            while (_due.TryPeek(out var done, out var next) && next.Due <= _advanced + 1e-9)
            {
                _due.Dequeue();
                done.TrySetResult();
            }

            SetTimer();
        }
    }
}
