namespace HeavySim.Simulation;

/// <summary>
/// The machine behind a simulated model: slots with a queue, tokens a second that busy slots share, request and token rates that answer
/// 429, and a model that has to be loaded. All in the time of its clock. Thread-safe.
/// </summary>
public sealed class SimulatedEndpoint
{
    private readonly Capacity _capacity;
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly Lock _gate = new();
    private readonly SlotQueue? _slots;
    private readonly SharedPace? _pace;
    private readonly RateBucket? _requestRate;
    private readonly RateBucket? _tokenRate;
    private TimeSpan? _first;
    private TimeSpan _loaded;
    private TimeSpan? _idleSince;
    private bool _isLoaded;
    private int _busy;
    private int _peakBusy;
    private int _peakQueue;
    private long _requests;
    private long _refused;
    private long _served;
    private long _tokens;
    private TimeSpan _queued;
    private TimeSpan _serving;

    /// <summary>Creates an endpoint.</summary>
    /// <param name="capacity">What it can carry; a capacity with errors is refused.</param>
    /// <param name="clock">Its clock: a virtual world's, or the system's.</param>
    /// <exception cref="ArgumentException">The capacity has errors.</exception>
    public SimulatedEndpoint(Capacity capacity, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentNullException.ThrowIfNull(clock);
        if (capacity.Errors().ToList() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(capacity));

        _capacity = capacity;
        _clock = clock;
        _origin = clock.GetTimestamp();
        _slots = capacity.Slots is { } slots ? new SlotQueue(slots) : null;
        _pace = capacity.TotalTokensPerSecond is { } total ? new SharedPace(total, clock) : null;
        _requestRate = capacity.RequestsPerMinute is { } requests ? new RateBucket(requests) : null;
        _tokenRate = capacity.TokensPerMinute is { } tokens ? new RateBucket(tokens) : null;
    }

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>What it has done so far.</summary>
    public EndpointStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new EndpointStatistics
                {
                    Requests = _requests,
                    Refused = _refused,
                    Served = _served,
                    Tokens = _tokens,
                    Queued = _queued,
                    Serving = _serving,
                    Elapsed = _first is { } first ? Now - first : TimeSpan.Zero,
                    PeakBusy = _peakBusy,
                    PeakQueue = _peakQueue,
                };
            }
        }
    }

    /// <summary>Enters: waits for a slot, and for the model to be loaded.</summary>
    /// <param name="tokens">Tokens of the request and its reply.</param>
    /// <param name="tokensPerSecond">How fast the reply would come alone.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ModelCallException">Refused: 429 with Retry-After.</exception>
    internal async ValueTask<EndpointLease> EnterAsync(long tokens, double tokensPerSecond, CancellationToken cancellationToken)
    {
        var arrived = Now;
        Admit(tokens, arrived);
        if (_slots is not null && !_slots.TryEnter())
            await QueueAsync(_slots, arrived, cancellationToken);

        var lease = Begin(tokens, tokensPerSecond, out var loading);
        try
        {
            if (loading > TimeSpan.Zero)
                await Task.Delay(loading, _clock, cancellationToken);
        }
        catch
        {
            lease.Dispose();
            throw;
        }

        return lease;
    }

    /// <summary>Passes a time that no other stream can stretch.</summary>
    internal Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, _clock, cancellationToken);

    /// <summary>Passes a time of decoding.</summary>
    internal Task DecodeAsync(TimeSpan nominal, CancellationToken cancellationToken) =>
        _pace?.WorkAsync(nominal, cancellationToken) ?? Task.Delay(nominal, _clock, cancellationToken);

    /// <summary>The present speed of every stream as a share of what it would be alone.</summary>
    internal double Share => _pace?.Share ?? 1;

    internal void Leave(EndpointLease lease, bool isServed)
    {
        _pace?.Leave(lease.TokensPerSecond);
        lock (_gate)
        {
            _busy--;
            _serving += Now - lease.Began;
            _idleSince = _busy == 0 ? Now : null;
            if (isServed)
            {
                _served++;
                _tokens += lease.Tokens;
            }
        }

        _slots?.Leave();
    }

    private void Admit(long tokens, TimeSpan now)
    {
        lock (_gate)
        {
            _requests++;
            _first ??= now;
            var byRequests = _requestRate?.WaitFor(1, now) ?? TimeSpan.Zero;
            var byTokens = _tokenRate?.WaitFor(tokens, now) ?? TimeSpan.Zero;
            var wait = byRequests > byTokens ? byRequests : byTokens;
            // A full queue empties at its own pace; a second is what servers tend to say.
            if (wait == TimeSpan.Zero && _slots is not null && _capacity.QueueLimit is { } limit && _busy >= _capacity.Slots
                && _slots.Waiting >= limit)
                wait = TimeSpan.FromSeconds(1);

            if (wait > TimeSpan.Zero)
            {
                _refused++;
                throw new ModelCallException(FailureCause.RateLimited, "Rate limit reached.") { Status = 429, RetryAfter = wait };
            }

            _requestRate?.Take(1);
            _tokenRate?.Take(tokens);
        }
    }

    private async Task QueueAsync(SlotQueue slots, TimeSpan arrived, CancellationToken cancellationToken)
    {
        var waiting = slots.EnterAsync(cancellationToken);
        lock (_gate)
            _peakQueue = Math.Max(_peakQueue, slots.Waiting);

        try
        {
            await waiting;
        }
        finally
        {
            lock (_gate)
                _queued += Now - arrived;
        }
    }

    private EndpointLease Begin(long tokens, double tokensPerSecond, out TimeSpan loading)
    {
        _pace?.Join(tokensPerSecond);
        lock (_gate)
        {
            var now = Now;
            _busy++;
            _peakBusy = Math.Max(_peakBusy, _busy);
            if (!_isLoaded || (_capacity.UnloadAfterSeconds is { } idle && _idleSince is { } since && (now - since).TotalSeconds > idle))
            {
                _isLoaded = true;
                _loaded = now + TimeSpan.FromSeconds(_capacity.ColdStartSeconds);
            }

            _idleSince = null;
            loading = _loaded - now;
            return new EndpointLease(this, tokens, tokensPerSecond, now);
        }
    }
}
