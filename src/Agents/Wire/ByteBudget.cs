namespace HeavySim.Agents;

/// <summary>
/// The memory that the responses of a process may hold at once. A bound on each response alone is none: 32 agents meet an endpoint's flood
/// 32 times. Thread-safe.
/// </summary>
/// <param name="capacity">Bytes.</param>
internal sealed class ByteBudget(long capacity)
{
    private long _taken;

    /// <summary>The budget that all endpoints of this process share: 256 MiB.</summary>
    public static ByteBudget OfProcess { get; } = new(256L * 1024 * 1024);

    /// <summary>Bytes in all.</summary>
    public long Capacity => capacity;

    /// <summary>Bytes that are taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes some, or nothing where so many are not left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= capacity)
            return true;

        Return(bytes);
        return false;
    }

    /// <summary>Gives some back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
