namespace HeavySim.Agents;

/// <summary>One response's part of a <see cref="ByteBudget"/>, given back when the response is done. Not safe for concurrent use.</summary>
internal sealed class ByteLease(ByteBudget budget) : IDisposable
{
    /// <summary>What every response may hold beside the budget: an ordinary answer goes on while others flood.</summary>
    public const long Free = 1024 * 1024;

    /// <summary>Who holds more than this is the flood, and would only be it again.</summary>
    private const long Flood = 8 * 1024 * 1024;

    private long _held;
    private long _taken;

    /// <summary>Takes memory before it is used.</summary>
    /// <exception cref="ModelCallException">There is not so much left.</exception>
    public void Take(long bytes)
    {
        _held += bytes;
        var more = Math.Max(0, _held - Free) - _taken;
        if (more <= 0)
            return;

        if (!budget.TryTake(more))
            throw new ModelCallException(
                FailureCause.Malformed,
                $"The answer is larger than the memory left for answers; all calls share {budget.Capacity >> 20} MiB.")
            {
                IsTransient = _held < Flood,
            };

        _taken += more;
    }

    public void Dispose()
    {
        budget.Return(_taken);
        (_held, _taken) = (0, 0);
    }
}
