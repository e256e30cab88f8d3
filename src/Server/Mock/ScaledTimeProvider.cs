namespace HeavySim.Server;

/// <summary>
/// A clock that runs faster or slower than another one: at speed 10 a wait of ten seconds takes one, and the clock says that ten have
/// passed. For real time only: it lets a simulated model hurry, it does not jump.
/// </summary>
internal sealed class ScaledTimeProvider : TimeProvider
{
    /// <summary>The highest speed: beyond it waits are lost in the timer's own grain anyway.</summary>
    public const double MaximumSpeed = 10_000;

    private readonly TimeProvider _inner;
    private readonly double _speed;
    private readonly DateTimeOffset _start;
    private readonly long _startTimestamp;

    /// <summary>Creates the clock; it agrees with the other one at this moment.</summary>
    /// <param name="inner">The clock to scale.</param>
    /// <param name="speed">Above 0, at most <see cref="MaximumSpeed"/>; 1 is as fast as <paramref name="inner"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is out of its range.</exception>
    public ScaledTimeProvider(TimeProvider inner, double speed)
    {
        if (speed is not (> 0 and <= MaximumSpeed))
            throw new ArgumentOutOfRangeException(nameof(speed), speed, $"A speed is above 0 and at most {MaximumSpeed}.");

        _inner = inner;
        _speed = speed;
        _start = inner.GetUtcNow();
        _startTimestamp = inner.GetTimestamp();
    }

    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(_startTimestamp);

    public override long GetTimestamp() => _startTimestamp + (long)((_inner.GetTimestamp() - _startTimestamp) * _speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(_inner.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : Longest(wait / _speed);

    // A timer takes no more than this; a slowed clock may ask for it.
    private static TimeSpan Longest(TimeSpan wait) =>
        wait.TotalMilliseconds < uint.MaxValue - 1 ? wait : TimeSpan.FromMilliseconds(uint.MaxValue - 2);

    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
