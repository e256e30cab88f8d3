namespace HeavySim.Agents;

/// <summary>
/// Cancels one call when it gives no sign of life for too long, or takes too long as a whole where the endpoint has such a limit, and knows
/// which it was: the caller's own cancellation is neither. One timer for both limits, re-armed when it rings and not on every token.
/// </summary>
internal sealed class CallWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ResilienceOptions _options;
    private readonly FirstTokenTimeouts _patience;
    private readonly int _number;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly bool _watchesIdleness;
    private readonly long _began;
    private long _lastSign;
    private volatile bool _hasSign;
    private volatile bool _isHeldUp;
    private volatile ModelTimeoutException? _timeout;

    /// <summary>Starts watching.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="patience">How long the endpoint may be silent at first.</param>
    /// <param name="number">The number of the try, from 1.</param>
    /// <param name="time">The clock.</param>
    /// <param name="watchesIdleness">False for plain calls, which give one sign of life at their end.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public CallWatch(
        ResilienceOptions options, FirstTokenTimeouts patience, int number, TimeProvider time, bool watchesIdleness,
        CancellationToken cancellationToken)
    {
        _options = options;
        _patience = patience;
        _number = number;
        _time = time;
        _watchesIdleness = watchesIdleness;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _began = _lastSign = time.GetTimestamp();
        _timer = time.CreateTimer(
            static state => ((CallWatch)state!).Ring(), this, Wait(NextRing(_began).Wait), System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a limit passes or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The limit that passed, or null.</summary>
    public ModelTimeoutException? Timeout => _timeout;

    /// <summary>Notes a sign of life.</summary>
    public void Sign()
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastSign, now);
        if (_hasSign)
            return;

        // The alarm was set for the first sign, which may take longer than those that follow.
        _hasSign = true;
        if (_watchesIdleness)
            _patience.Note(_time.GetElapsedTime(_began, now));
        if (_watchesIdleness && _options.IdleTimeout < _options.FirstTokenTimeout)
            _timer.Change(NextRing(now).Wait, System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that the consumer is slow: while it is, the endpoint cannot be idle.</summary>
    public void HoldUp(bool isHeldUp)
    {
        _isHeldUp = isHeldUp;
        Sign();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Ring()
    {
        var (wait, limit, after) = NextRing(_time.GetTimestamp());
        try
        {
            if (wait > TimeSpan.Zero)
            {
                _timer.Change(Wait(wait), System.Threading.Timeout.InfiniteTimeSpan);
                return;
            }

            _timeout = new ModelTimeoutException(limit, after);
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer rang.
        }
    }

    private (TimeSpan Wait, string Limit, TimeSpan After) NextRing(long now)
    {
        var whole = _options.TotalTimeout ?? TimeSpan.MaxValue;
        var total = _options.TotalTimeout is null ? whole : whole - _time.GetElapsedTime(_began, now);
        if (!_watchesIdleness)
            return (total, "call", whole);

        var allowed = _hasSign ? _options.IdleTimeout : _patience.Of(_number);
        var idle = _isHeldUp ? allowed : allowed - _time.GetElapsedTime(Volatile.Read(ref _lastSign), now);
        return idle < total ? (idle, "idle", allowed) : (total, "call", whole);
    }

    /// <summary>A silent call is looked at now and then: others may have shown meanwhile how fast the endpoint is.</summary>
    private TimeSpan Wait(TimeSpan left) =>
        _watchesIdleness && !_hasSign && left > FirstTokenTimeouts.Interval ? FirstTokenTimeouts.Interval
        : left == TimeSpan.MaxValue ? System.Threading.Timeout.InfiniteTimeSpan
        : left;
}
