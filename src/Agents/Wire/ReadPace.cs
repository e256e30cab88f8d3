namespace HeavySim.Agents;

/// <summary>
/// Lets many slow streams be read together: a stream that has run for a while is looked at on common ticks, and what has come until then
/// is read at once. Every token for itself would wake a thread, and on few cores, beside the server that makes the tokens, that is most of
/// what a client costs. Thread-safe.
/// </summary>
/// <remarks>
/// A tick is a hundredth of the time the stream has run at most, and 200 ms at most, so that its end is seen half a hundredth late on the
/// average; the first two and a half seconds are read as they come.
/// </remarks>
internal sealed class ReadPace : IDisposable
{
    /// <summary>A read that brought so much is a stream that needs no gathering, and must not be held back.</summary>
    public const int Much = 2048;

    private const int Share = 100;
    private const int Longest = 8;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, TaskCompletionSource> _due = [];
    private readonly ITimer _timer;
    private long _armed = long.MaxValue;

    /// <summary>Creates it; no timer runs while nobody waits.</summary>
    public ReadPace(TimeProvider time)
    {
        _time = time;
        _epoch = time.GetTimestamp();
        _timer = time.CreateTimer(
            static state => ((ReadPace)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The present time, as a timestamp of the clock.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>Waits for the next tick of a stream that began then, as a timestamp of the clock; not at all for a young one.</summary>
    public Task PauseAsync(long began)
    {
        var ticks = Math.Min(_time.GetElapsedTime(began) / (Share * Tick), Longest) switch
        {
            >= 8 => 8,
            >= 4 => 4,
            >= 2 => 2,
            >= 1 => 1,
            _ => 0,
        };
        if (ticks == 0)
            return Task.CompletedTask;

        lock (_gate)
        {
            // Multiples of the tick: those of all streams fall together.
            var due = ((Ticks / ticks) + 1) * ticks;
            if (!_due.TryGetValue(due, out var waiting))
                _due[due] = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            Arm(due);
            return waiting.Task;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer.Dispose();
            foreach (var waiting in _due.Values)
                waiting.TrySetResult();

            _due.Clear();
        }
    }

    private long Ticks => _time.GetElapsedTime(_epoch).Ticks / Tick.Ticks;

    private void Arm(long due)
    {
        if (due >= _armed)
            return;

        _armed = due;
        var wait = (due * Tick) - _time.GetElapsedTime(_epoch);
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        lock (_gate)
        {
            // A timer may ring a little early: then its tick has come all the same.
            var now = Math.Max(Ticks, _armed);
            _armed = long.MaxValue;
            while (_due.Count > 0 && _due.First() is var (due, waiting) && due <= now)
            {
                _due.Remove(due);
                waiting.TrySetResult();
            }

            if (_due.Count > 0)
                Arm(_due.First().Key);
        }
    }
}
