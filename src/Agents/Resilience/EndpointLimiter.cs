using System.Numerics;

namespace HeavySim.Agents;

/// <summary>
/// Lets calls to one endpoint through in the order in which they came: so many at once, so many requests and tokens a minute. A rate limit
/// that one call meets pauses and slows all of them; successes let the speed grow back.
/// </summary>
/// <remarks>
/// The speed follows TCP's rule of additive increase, multiplicative decrease (Chiu and Jain 1989): halved once for all calls that were in
/// flight when the limit was met. One or two refusals among many successes may be chance, and slow nobody. From a first one that is not,
/// the speed recovers by one for every success until nearly where it was, and only then by one for every full round; after refusals in a
/// row it grows by rounds at once. Safe for concurrent use.
/// </remarks>
internal sealed class EndpointLimiter : IDisposable
{
    private const long FirstGuessOfOutput = 500;
    private static readonly TimeSpan FirstGuessOfTime = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(0.25);

    /// <summary>
    /// When nothing has moved for so many usual times of a call, those in flight hang, and are no reason to hold others back.
    /// </summary>
    private const int Standstill = 4;

    // A refusal by chance costs a twentieth of the speed; one for want of capacity comes again, and costs half each time.
    private const double Recovered = 0.95;

    /// <summary>Of so many calls that were served or refused last, so few refusals may be chance; of fewer calls, one.</summary>
    private const int Recent = 32;
    private const int ByChance = 4;

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiters = new();
    private readonly ResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly SlidingBudget? _requests;
    private readonly SlidingBudget? _tokens;
    private readonly long _epochOfTime;
    private readonly ITimer _alarm;
    private double _limit;
    private double _recovery;
    private int _inFlight;
    private int _era;
    private int _throttlesInARow;
    private ulong _refused;
    private int _known;
    private double _averageOutput = FirstGuessOfOutput;
    private TimeSpan _usualTime = FirstGuessOfTime;
    private TimeSpan _lastMoved;
    private long _served;
    private TimeSpan _pausedUntil;

    public EndpointLimiter(ResilienceOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _limit = options.MaxConcurrency;
        _requests = options.RequestsPerMinute is { } requests ? new SlidingBudget(requests, time) : null;
        _tokens = options.TokensPerMinute is { } tokens ? new SlidingBudget(tokens, time) : null;
        _epochOfTime = time.GetTimestamp();
        _alarm = time.CreateTimer(
            static state => ((EndpointLimiter)state!).LetThrough(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True when callers must say how many tokens their prompts have.</summary>
    public bool CountsTokens => _tokens is not null;

    /// <summary>Calls allowed at once at present.</summary>
    public int CurrentLimit
    {
        get
        {
            lock (_gate)
                return (int)_limit;
        }
    }

    /// <summary>True while a rate limit holds all calls back.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_gate)
                return _pausedUntil > Now;
        }
    }

    /// <summary>Waits for a permit; each permit must be released.</summary>
    /// <param name="promptTokens">Tokens of the prompt, about.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    public ValueTask<Permit> AcquireAsync(long promptTokens, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Permit>(cancellationToken);

        Waiter waiter;
        lock (_gate)
        {
            if (_waiters.Count == 0 && MayPass(promptTokens, out _))
                return ValueTask.FromResult(Grant(promptTokens));

            waiter = new Waiter(promptTokens);
            _waiters.Enqueue(waiter);
        }

        LetThrough();
        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>Gives a permit back.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="verdict">How the call went.</param>
    /// <param name="retryAfter">How long a throttled caller is asked to wait, or null.</param>
    /// <param name="outputTokens">Tokens the call generated, or null where that is not known.</param>
    public void Release(Permit permit, CallVerdict verdict, TimeSpan? retryAfter, long? outputTokens)
    {
        lock (_gate)
        {
            _inFlight--;
            _lastMoved = Now;
            if (permit.Tokens is { } spent && outputTokens is { } output)
            {
                _averageOutput += 0.1 * (output - _averageOutput);
                _tokens!.Correct(spent, permit.PromptTokens + output);
            }

            if (verdict == CallVerdict.Succeeded)
            {
                _throttlesInARow = 0;
                Note(isRefusal: false);
                _usualTime += Math.Max(0.1, 1.0 / ++_served) * (Now - permit.Granted - _usualTime);
                _limit = Math.Min(_options.MaxConcurrency, _limit + (_limit < _recovery && permit.Era == _era ? 1 : 1 / _limit));
            }
            else if (verdict == CallVerdict.Throttled)
            {
                Throttle(permit.Era, retryAfter);
            }
        }

        LetThrough();
    }

    public void Dispose() => _alarm.Dispose();

    private void Throttle(int era, TimeSpan? retryAfter)
    {
        // A refusal now and then among calls that are served, with a short wait, is its caller's to wait for. More of them, or a long
        // wait, are meant for all.
        Note(isRefusal: true);
        var refusals = BitOperations.PopCount(_refused);
        if (refusals <= Math.Max(1, _known * ByChance / Recent) && retryAfter < ShortWait)
            return;

        // The other calls of the same burst tell the same news.
        if (era == _era)
        {
            _era++;
            _throttlesInARow++;
            var reached = Math.Min(_limit, _inFlight + 1);
            _limit = Math.Max(1, reached / 2);
            _recovery = _throttlesInARow == 1 ? Recovered * reached : 0;
        }

        var doublings = Math.Clamp(_throttlesInARow - 1, 0, 16);
        var pause = retryAfter ?? TimeSpan.FromTicks(Math.Min(_options.BaseDelay.Ticks << doublings, _options.LongestDelay.Ticks));
        var until = Now + pause;
        if (until > _pausedUntil)
            _pausedUntil = until;
    }

    /// <summary>Remembers how the last calls went, a bit for each.</summary>
    private void Note(bool isRefusal)
    {
        _refused = ((_refused << 1) | (isRefusal ? 1UL : 0)) & ((1UL << Recent) - 1);
        _known = Math.Min(_known + 1, Recent);
    }

    private TimeSpan Now => _time.GetElapsedTime(_epochOfTime);

    private bool MayPass(long promptTokens, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (_inFlight >= (int)_limit)
        {
            // Only what refusals took away is given back so: the limit of the endpoint's owner holds.
            if (_inFlight >= _options.MaxConcurrency)
                return false;

            wait = _lastMoved + (_usualTime < LeastTime ? Standstill * LeastTime : Standstill * _usualTime) - Now;
            if (wait > TimeSpan.Zero)
                return false;

            (wait, _limit) = (TimeSpan.Zero, _inFlight + 1);
        }

        if (_pausedUntil > TimeSpan.Zero)
        {
            wait = _pausedUntil - Now;
            if (wait <= TimeSpan.Zero)
                _pausedUntil = wait = TimeSpan.Zero;
        }

        if (_requests is not null)
            wait = Longer(wait, _requests.WaitFor(1));

        if (_tokens is not null)
            wait = Longer(wait, _tokens.WaitFor(promptTokens + (long)_averageOutput));

        return wait == TimeSpan.Zero;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private Permit Grant(long promptTokens)
    {
        _inFlight++;
        _lastMoved = Now;
        _requests?.Spend(1);
        return new Permit(_era, Now, promptTokens, _tokens?.Spend(promptTokens + (long)_averageOutput));
    }

    private void LetThrough()
    {
        lock (_gate)
        {
            while (_waiters.TryPeek(out var next))
            {
                if (next.IsGone)
                {
                    _waiters.Dequeue();
                    continue;
                }

                if (!MayPass(next.PromptTokens, out var wait))
                {
                    // A full house opens by a release; time needs an alarm, and so does a house full of calls that hang. Rounded up, so
                    // that it never rings too early for nothing.
                    if (wait > TimeSpan.Zero)
                        _alarm.Change(wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

                    return;
                }

                _waiters.Dequeue();
                var permit = Grant(next.PromptTokens);
                if (!next.TryLetThrough(permit))
                    TakeBack(permit);
            }
        }
    }

    // The waiter was cancelled between our look at it and the grant.
    private void TakeBack(Permit permit)
    {
        _inFlight--;
        if (permit.Tokens is { } spent)
            _tokens!.Correct(spent, 0);
    }

    /// <summary>The right to make one call.</summary>
    /// <param name="Era">How often the speed had been lowered when it was given.</param>
    /// <param name="Granted">When it was given.</param>
    /// <param name="PromptTokens">Tokens of the prompt, about.</param>
    /// <param name="Tokens">What it took from the tokens of the minute, or null.</param>
    internal readonly record struct Permit(int Era, TimeSpan Granted, long PromptTokens, SlidingBudget.Entry? Tokens);

    private sealed class Waiter(long promptTokens)
    {
        // Asynchronous, so that a grant under the lock runs nobody's code.
        private readonly TaskCompletionSource<Permit> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long PromptTokens { get; } = promptTokens;

        public bool IsGone => _turn.Task.IsCanceled;

        public bool TryLetThrough(Permit permit) => _turn.TrySetResult(permit);

        public async ValueTask<Permit> WaitAsync(CancellationToken cancellationToken)
        {
            await using var leaving = cancellationToken.UnsafeRegister(
                static (state, token) => ((Waiter)state!)._turn.TrySetCanceled(token), this);
            return await _turn.Task;
        }
    }
}
