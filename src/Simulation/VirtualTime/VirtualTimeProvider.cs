namespace HeavySim.Simulation;

/// <summary>The clock of one virtual world. It moves only when the world's pump has nothing else to do, from timer to timer.</summary>
internal sealed class VirtualTimeProvider(WorldContext world) : TimeProvider
{
    private readonly TimerHeap _timers = new();
    private long _now;

    /// <summary>Ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Virtual time since the world began.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_now);

    /// <exception cref="InvalidOperationException">
    /// Read from outside the world while no counted work is out: the time would be a matter of chance.
    /// </exception>
    public override long GetTimestamp() =>
        world.IsClockReadable ? _now : throw world.ReportEscape("The virtual clock was read from another thread.");

    /// <inheritdoc cref="GetTimestamp"/>
    public override DateTimeOffset GetUtcNow() => VirtualWorld.Epoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        Arm(timer, dueTime, period);
        return timer;
    }

    /// <summary>Sets, changes or stops a timer; false when it has been disposed of.</summary>
    public bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfOutOfRange(dueTime, nameof(dueTime));
        ThrowIfOutOfRange(period, nameof(period));
        if (!world.IsInside)
            throw world.ReportEscape("A virtual timer was set from another thread, or after its world had ended.");

        if (timer.IsDisposed)
            return false;

        _timers.Remove(timer);
        // As with the system's timers, a period of zero means "once".
        timer.Period = period > TimeSpan.Zero ? period.Ticks : 0;
        if (dueTime != Timeout.InfiniteTimeSpan)
            _timers.Add(timer, _now + dueTime.Ticks);

        return true;
    }

    public void Disarm(VirtualTimer timer)
    {
        if (world.IsInside)
            _timers.Remove(timer);
        else if (timer.IsSet)
            world.ReportEscape("A virtual timer was disposed of from another thread.");
    }

    /// <summary>
    /// Moves the clock to the next timer and runs it; false when none is set. Equal times run in the order they were set.
    /// </summary>
    public bool TryFireNext()
    {
        if (!_timers.TryTakeFirst(out var timer))
            return false;

        _now = timer.Due;
        if (timer.Period > 0)
            _timers.Add(timer, _now + timer.Period);

        timer.Fire();
        return true;
    }

    public void Clear() => _timers.Clear();

    private static void ThrowIfOutOfRange(TimeSpan value, string name)
    {
        // The limit of the system's timers, so that code fails here as it would there.
        const long MaxMilliseconds = 0xFFFFFFFE;
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value.TotalMilliseconds > MaxMilliseconds))
            throw new ArgumentOutOfRangeException(name, value, $"A timer takes 0 to {MaxMilliseconds} ms, or Timeout.InfiniteTimeSpan.");
    }
}
