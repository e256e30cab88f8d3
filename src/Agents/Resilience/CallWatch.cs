namespace HeavySim.Agents;

/// <summary>
/// Cancels one call when it says nothing for too long, or takes too long as a whole where the endpoint has such a limit, and knows which it
/// was: the caller's own cancellation is neither. One timer for all limits, re-armed when it rings and not on every token.
/// </summary>
/// <remarks>
/// While little is known of the endpoint every sign of life counts, keep-alives too; once its pace is known only words do: a server that
/// keeps a dropped call alive for ever must not be waited for.
/// </remarks>
internal sealed class CallWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ResilienceOptions _options;
    private readonly FirstTokenTimeouts _first;
    private readonly IdleTimeouts _idle;
    private readonly int _number;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly bool _watchesIdleness;
    private readonly long _began;
    private long _lastSign;
    private long _lastWord;
    private TimeSpan _longestPause;
    private volatile bool _hasSign;
    private volatile bool _hasWord;
    private volatile bool _isHeldUp;
    private volatile ModelTimeoutException? _timeout;

    /// <summary>Starts watching.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="first">How long the endpoint may take to its first word.</param>
    /// <param name="idle">How long it may pause.</param>
    /// <param name="number">1, and one more for every try of the call that was cut before.</param>
    /// <param name="time">The clock.</param>
    /// <param name="watchesIdleness">False for plain calls, which give one sign of life at their end.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public CallWatch(
        ResilienceOptions options, FirstTokenTimeouts first, IdleTimeouts idle, int number, TimeProvider time, bool watchesIdleness,
        CancellationToken cancellationToken)
    {
        _options = options;
        _first = first;
        _idle = idle;
        _number = number;
        _time = time;
        _watchesIdleness = watchesIdleness;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _began = _lastSign = _lastWord = time.GetTimestamp();
        _timer = time.CreateTimer(
            static state => ((CallWatch)state!).Ring(), this, Wait(NextRing(_began).Wait), System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a limit passes or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The limit that passed, or null.</summary>
    public ModelTimeoutException? Timeout => _timeout;

    /// <summary>Notes a sign of life.</summary>
    /// <param name="isWord">True when it has something of an answer in it.</param>
    public void Sign(bool isWord)
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastSign, now);
        var isFirst = !_hasSign || (isWord && !_hasWord);
        _hasSign = true;
        if (isWord)
            NoteWord(now);

        // The alarm was set for the first sign or word, which may take longer than those that follow.
        if (isFirst)
            _timer.Change(Wait(NextRing(now).Wait), System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that the consumer is slow: while it is, the endpoint cannot be idle.</summary>
    public void HoldUp(bool isHeldUp)
    {
        _isHeldUp = isHeldUp;
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastSign, now);
        Volatile.Write(ref _lastWord, now);
    }

    /// <summary>Notes that the stream ended as it should: its pauses are the endpoint's own.</summary>
    public void End()
    {
        if (_hasWord)
            _idle.Note(_longestPause);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void NoteWord(long now)
    {
        var pause = _time.GetElapsedTime(_lastWord, now);
        if (!_hasWord && _watchesIdleness)
            _first.Note(pause);
        else if (pause > _longestPause)
            _longestPause = pause;
        _hasWord = true;
        Volatile.Write(ref _lastWord, now);
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

            if (limit == "idle")
                ((LearnedTimeouts)(_hasWord ? _idle : _first)).Note(after);
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

        var (allowed, since) = _hasWord
            ? (_idle.Of(_number), _idle.IsLearned ? Volatile.Read(ref _lastWord) : Volatile.Read(ref _lastSign))
            : _first.IsLearned ? (_first.Of(_number), _began)
            : (_hasSign ? _options.IdleTimeout : _options.FirstTokenTimeout, Volatile.Read(ref _lastSign));
        var idle = _isHeldUp ? allowed : allowed - _time.GetElapsedTime(since, now);
        return idle < total ? (idle, "idle", allowed) : (total, "call", whole);
    }

    /// <summary>
    /// A call that is silent, or began before the endpoint's pace was known, is looked at now and then: others may have shown it meanwhile.
    /// </summary>
    private TimeSpan Wait(TimeSpan left) =>
        _watchesIdleness && !(_hasWord && (_idle.IsLearned || !_options.LearnsTimeouts)) && left > LearnedTimeouts.Interval
            ? LearnedTimeouts.Interval
        : left == TimeSpan.MaxValue ? System.Threading.Timeout.InfiniteTimeSpan
        : left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
