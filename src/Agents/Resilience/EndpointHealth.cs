using static HeavySim.Agents.EndpointLosses;

namespace HeavySim.Agents;

/// <summary>
/// Whether an endpoint serves, by what all calls to it have met. When one after another fails and none is served it is away: then calls
/// wait at its gate, one at a time goes ahead to look, and all go on when one is served; after the patience, all give up. An endpoint that
/// has never answered is given up within seconds. Shared by all calls of an endpoint; thread-safe.
/// </summary>
/// <remarks>A circuit breaker (Nygard, Release It!, 2007) that waits where the usual one refuses: a run has nothing else to do.</remarks>
internal sealed class EndpointHealth(string name, ResilienceOptions options, TimeProvider time, EndpointWaits? waits)
{
    /// <summary>
    /// Failures in a row, with nothing served between, after which the endpoint is away; fewer when nobody was ever there.
    /// </summary>
    private const int InARow = 3;
    private const int InARowAtFirst = 2;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(15);

    /// <summary>How long an endpoint may refuse connections that has not answered once.</summary>
    private static readonly TimeSpan AtFirst = TimeSpan.FromSeconds(4);

    /// <summary>A shorter wait is over before anybody has read of it.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private ModelCallException? _last;
    private DateTimeOffset _askedUntil;
    private long? _troubleSince;
    private long _lastServed = time.GetTimestamp();
    private long _lookAgain;
    private TimeSpan _pause = FirstLook;
    private int _failures;
    private bool _isAway;
    private bool _isTold;
    private bool _isLookedAt;
    private bool _hasServed;

    /// <summary>When the endpoint last gave a sign that it serves, as a timestamp of the clock; its beginning when it never has.</summary>
    public long LastServed
    {
        get
        {
            lock (_gate)
                return _lastServed;
        }
    }

    /// <summary>True once it has given a word of an answer.</summary>
    public bool HasServed
    {
        get
        {
            lock (_gate)
                return _hasServed;
        }
    }

    /// <summary>What it has done for each problem.</summary>
    public ProblemSigns Problems { get; } = new();

    /// <summary>The calls it has not served.</summary>
    public EndpointLosses Losses { get; } = new();

    /// <summary>Waits until the endpoint is not away, or it is this call's turn to look.</summary>
    /// <exception cref="ModelCallException">The endpoint has been away for longer than the patience.</exception>
    public async ValueTask EnterAsync(ResilientCall call, CancellationToken cancellationToken)
    {
        while (MustWait(call) is { } wait)
        {
            // What an outage takes is not the attempt's time; a caller that ends it all the same learns what it waited for.
            call.HeldUpBy ??= wait.Last;
            AttemptScope.LeavePlace();
            using (AttemptScope.Suspend())
                await TimedWait.AnyAsync(time, wait.Time, cancellationToken, wait.Changed);

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The endpoint gave a word of an answer, or all of it.</summary>
    public void Serves(bool isWhole)
    {
        TaskCompletionSource? changed = null;
        bool wasTold;
        lock (_gate)
        {
            (wasTold, _isTold) = (_isTold || _isAway, false);
            _hasServed = true;
            _suspects.Clear();
            _lastServed = time.GetTimestamp();
            (_failures, _troubleSince) = (0, null);
            if (isWhole)
                Losses.Answered();
            if (_isAway)
            {
                (_isAway, _isLookedAt, _pause) = (false, false, FirstLook);
                (changed, _changed) = (_changed, NewSignal());
            }
        }

        if (wasTold)
            waits?.End(name);
        changed?.TrySetResult();
    }

    /// <summary>A try failed; says whether the endpoint is away by now.</summary>
    /// <param name="call">The call.</param>
    /// <param name="failure">Why, when it says something of the endpoint: not a rate limit, nor a fault of the request.</param>
    public bool Fails(ResilientCall call, ModelCallException failure)
    {
        var hasBegun = false;
        bool isAway;
        lock (_gate)
        {
            _last = failure;
            BeginTrouble(call);
            // While others were served the endpoint was there; and what has never served and answers 500 may mean the request.
            _failures += _lastServed <= call.Began && (_hasServed || failure.Status is not (500 or 501)) && !IsSuspectAgain(call, failure)
                ? 1
                : 0;
            if (!_isAway && _failures >= (IsNobody ? InARowAtFirst : InARow))
            {
                (_isAway, hasBegun) = (true, true);
                _lookAgain = After(_pause);
            }

            isAway = _isAway;
        }

        if (hasBegun)
            waits?.Begin(new EndpointWait(name, time.GetUtcNow(), time.GetUtcNow() + Left(), IsAsked: false, failure.Message));
        return isAway;
    }

    /// <summary>
    /// A fault that the request may be the reason for, of a problem that was never served where others were: it counts once.
    /// </summary>
    private bool IsSuspectAgain(ResilientCall call, ModelCallException failure) =>
        _hasServed && (failure is ModelTimeoutException || failure.Status is 500 or 501) && !Problems.IsServed(call.Problem)
            && !_suspects.Add(call.Problem!);

    /// <summary>The endpoint asks for a wait: whoever watches wants to know who asked, and until when.</summary>
    public void Asks(ModelCallException refusal)
    {
        if (waits is null)
            return;

        if (refusal.RetryAfter is not { } wait || wait < WorthTelling)
        {
            TellOfSilence(refusal);
            return;
        }

        var until = time.GetUtcNow() + wait;
        lock (_gate)
        {
            // The others of the same burst tell the same news.
            if (until < _askedUntil + WorthTelling)
                return;

            _askedUntil = until;
        }

        waits.Begin(new EndpointWait(name, time.GetUtcNow(), until, IsAsked: true, refusal.Message));
    }

    /// <summary>A server that has no room, and does not say for how long, is told of once it has served nobody for a while.</summary>
    private void TellOfSilence(ModelCallException refusal)
    {
        DateTimeOffset since;
        lock (_gate)
        {
            if (_isTold || _isAway || Silence < WorthTelling)
                return;

            (_isTold, since) = (true, time.GetUtcNow() - Silence);
        }

        waits!.Begin(new EndpointWait(name, since, since + options.Patience, IsAsked: false, refusal.Message));
    }

    /// <summary>A call that went ahead to look has ended, however it did.</summary>
    public void LookedAt(ResilientCall call)
    {
        if (!call.Looks)
            return;

        call.Looks = false;
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (!_isAway)
                return;

            _isLookedAt = false;
            _pause = TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, LongestLook.Ticks));
            _lookAgain = After(_pause);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.TrySetResult();
    }

    /// <summary>
    /// What to throw when an endpoint that asks for a wait has served nobody for longer than the patience, or would by then; null while
    /// there is hope.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="failure">What the endpoint said to it.</param>
    /// <param name="wait">How long it would be waited for now.</param>
    public ModelCallException? PastPatience(ResilientCall call, ModelCallException failure, TimeSpan wait)
    {
        lock (_gate)
        {
            BeginTrouble(call);
            return wait > options.Patience
                ? GaveUp(failure, $"It asks for a wait of {Words(wait)}, longer than the patience of {Words(options.Patience)}")
                : Silence + wait > options.Patience ? GaveUp(failure, $"It has served nobody for {Words(Silence)}")
                : null;
        }
    }

    private (TimeSpan Time, Task Changed, ModelCallException? Last)? MustWait(ResilientCall call)
    {
        lock (_gate)
        {
            if (!_isAway)
                return null;

            BeginTrouble(call);
            var left = Left();
            if (left <= TimeSpan.Zero)
                throw GaveUp(_last!, _hasServed ? $"It has been away for {Words(Silence)}"
                    : IsNobody ? "It cannot be reached" : $"It has served nobody for {Words(Silence)}");

            var look = TimeSpan.FromTicks(_lookAgain - Now);
            if (_isLookedAt || look > TimeSpan.Zero)
                return (_isLookedAt || look > left ? left : look, _changed.Task, _last);

            _isLookedAt = call.Looks = true;
            return null;
        }
    }

    /// <summary>How long it is still waited for.</summary>
    private TimeSpan Left() => Patience - Silence;

    private TimeSpan Patience => IsNobody && AtFirst < options.Patience ? AtFirst : options.Patience;

    /// <summary>
    /// Since when nobody is served. A call that was made after the patience with an earlier trouble had ended finds out anew: the endpoint
    /// may have come back while nobody asked.
    /// </summary>
    private void BeginTrouble(ResilientCall call)
    {
        if (_troubleSince is not { } since || time.GetElapsedTime(since, call.Arrived) > Patience)
            (_troubleSince, _isLookedAt, _lookAgain) = (time.GetTimestamp(), false, Now);
    }

    /// <summary>
    /// Who was never there is not away: a wrong address is told at once. A time-out, or an error, says that somebody is there.
    /// </summary>
    private bool IsNobody => !_hasServed && _last is { Cause: FailureCause.Network } and not ModelTimeoutException;

    private TimeSpan Silence => _troubleSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    // Ticks of TimeSpan on the clock, whatever its frequency.
    private long Now => time.GetElapsedTime(0).Ticks;

    private long After(TimeSpan pause) => Now + pause.Ticks;

    /// <summary>Its continuations run where it is set, outside the lock: by way of the pool they would leave the virtual world.</summary>
    private static TaskCompletionSource NewSignal() => new();
}
