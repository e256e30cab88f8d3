namespace HeavySim.Simulation;

/// <summary>
/// A timer of a virtual world. Its place in the heap is kept in it, so that stopping it is O(log n) and leaves nothing behind.
/// </summary>
internal sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>When it fires, in ticks of its clock; meaningful while <see cref="IsSet"/>.</summary>
    public long Due { get; set; }

    /// <summary>Number of the setting, which orders equal times.</summary>
    public long Order { get; set; }

    /// <summary>Ticks from one firing to the next, or 0 to fire once.</summary>
    public long Period { get; set; }

    /// <summary>Place in the heap, or -1.</summary>
    public int Index { get; set; } = -1;

    public bool IsSet => Index >= 0;

    public bool IsDisposed { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

    public void Fire()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Invoke(), this);
    }

    public void Dispose()
    {
        IsDisposed = true;
        clock.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Invoke() => callback(state);
}
