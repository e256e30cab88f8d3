namespace HeavySim.Core;

/// <summary>What has been spent under some limits. Thread-safe; one per run, one per problem.</summary>
public sealed class Spending
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private Usage _spent = Usage.None;

    /// <summary>Starts counting.</summary>
    /// <param name="limits">The caps.</param>
    /// <param name="time">The clock that the time cap is of.</param>
    public Spending(SpendingLimits limits, TimeProvider time)
    {
        Limits = limits;
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>The caps.</summary>
    public SpendingLimits Limits { get; }

    /// <summary>All that was spent so far.</summary>
    public Usage Spent
    {
        get
        {
            lock (_gate)
                return _spent;
        }
    }

    /// <summary>Counts what an attempt or a finding has cost.</summary>
    public void Add(Usage usage)
    {
        lock (_gate)
            _spent += usage;
    }

    /// <summary>The cap that is reached ("tokens", "cost", "calls", "time"), or null while more may be spent.</summary>
    public string? ReachedCap()
    {
        var spent = Spent;
        if (Limits.Tokens <= (spent.InputTokens ?? 0) + (spent.OutputTokens ?? 0))
            return "tokens";
        if (Limits.Cost <= (spent.Cost ?? 0))
            return "cost";
        if (Limits.Calls <= spent.Calls)
            return "calls";

        return Limits.Time <= _time.GetElapsedTime(_start) ? "time" : null;
    }
}
