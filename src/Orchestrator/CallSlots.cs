namespace HeavySim.Orchestrator;

/// <summary>
/// One limit on calls in flight, shared by all problems and agents of a run. A channel of permits: whoever has waited longest is served
/// first, and a continuation stays on its own context.
/// </summary>
public sealed class CallSlots
{
    private readonly Channel<bool> _permits;

    /// <summary>Creates the limit.</summary>
    /// <param name="count">How many calls may be in flight, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public CallSlots(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        // Never holds more than count permits: each one written was read before.
        _permits = Channel.CreateUnbounded<bool>();
        for (var i = 0; i < count; i++)
            _permits.Writer.TryWrite(true);
    }

    /// <summary>How many calls may be in flight.</summary>
    public int Count { get; }

    /// <summary>Waits for a free slot; dispose the lease to give it back.</summary>
    internal async ValueTask<Lease> EnterAsync(CancellationToken cancellationToken)
    {
        await _permits.Reader.ReadAsync(cancellationToken);
        return new Lease(_permits.Writer);
    }

    /// <summary>Takes a slot that is free now; null when none is.</summary>
    internal Lease? TryEnter() => _permits.Reader.TryRead(out _) ? new Lease(_permits.Writer) : null;

    /// <summary>A slot; given back once, however often that is said.</summary>
    internal sealed class Lease(ChannelWriter<bool> permits) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
                permits.TryWrite(true);
        }
    }
}
