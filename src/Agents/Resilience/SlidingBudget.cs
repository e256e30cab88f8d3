namespace HeavySim.Agents;

/// <summary>An amount that may be spent within any 60 seconds. Guarded by its owner's lock.</summary>
internal sealed class SlidingBudget(long limit, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<Entry> _entries = new();
    private long _spent;

    /// <summary>
    /// How long to wait until the amount can be spent; zero when it can be at once. More than the whole budget waits for an empty window.
    /// </summary>
    public TimeSpan WaitFor(long amount)
    {
        while (_entries.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= Window)
        {
            _spent -= oldest.Amount;
            _entries.Dequeue();
        }

        var over = _spent + Math.Min(amount, limit) - limit;
        if (over <= 0)
            return TimeSpan.Zero;

        foreach (var entry in _entries)
        {
            over -= entry.Amount;
            if (over <= 0)
                return Window - time.GetElapsedTime(entry.At);
        }

        return TimeSpan.Zero;
    }

    /// <summary>Spends the amount now.</summary>
    public Entry Spend(long amount)
    {
        var entry = new Entry(time.GetTimestamp(), amount);
        _entries.Enqueue(entry);
        _spent += amount;
        return entry;
    }

    /// <summary>Puts the true amount in place of an estimated one, while it still counts.</summary>
    public void Correct(Entry entry, long amount)
    {
        if (time.GetElapsedTime(entry.At) < Window)
        {
            _spent += amount - entry.Amount;
            entry.Amount = amount;
        }
    }

    /// <summary>One expense.</summary>
    internal sealed class Entry(long at, long amount)
    {
        /// <summary>When, as a timestamp of the clock.</summary>
        public long At { get; } = at;

        /// <summary>How much.</summary>
        public long Amount { get; set; } = amount;
    }
}
