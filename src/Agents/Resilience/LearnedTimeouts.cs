namespace HeavySim.Agents;

/// <summary>
/// How long something at an endpoint may take, by what it has taken so far: an endpoint that begins to answer within a second has dropped
/// a call that is silent for ten, one that queues for minutes has not. Shared by all calls of an endpoint; thread-safe.
/// </summary>
/// <remarks>
/// Times of calls are about log-normal, narrow at some endpoints and wide at others, and a limit within reach of the longest would leave
/// out the longest answers. With m the median, q the third quartile and s = q/m the limit is 1 s + 2·q·s⁶: some 5.4 standard deviations of
/// the logarithm above the median for a wide log-normal (σ = 1), and little more than twice the usual time where all take the same.
/// </remarks>
/// <param name="most">The limit while little is known, and the longest there is.</param>
/// <param name="learns">False to keep to that limit.</param>
internal abstract class LearnedTimeouts(TimeSpan most, bool learns)
{
    /// <summary>Times that must be known before they say anything.</summary>
    private const int Needed = 16;

    /// <summary>How many of the last ones are remembered.</summary>
    private const int Remembered = 64;

    /// <summary>Shorter times, in seconds, are told apart by the business of machines and networks, not by the endpoint's work.</summary>
    private const double Spread = .25;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeSpan[] _last = new TimeSpan[Remembered];
    private int _known;

    /// <summary>When to look again at a call that waits: what is known of the endpoint may have changed.</summary>
    public static TimeSpan Interval => Least / 3;

    /// <summary>True once enough is known.</summary>
    public bool IsLearned => learns && Volatile.Read(ref _known) >= Needed;

    /// <summary>
    /// Notes how long it took; of a call that was cut, how long it was waited for, so that a limit that cuts too many of them grows.
    /// </summary>
    public void Note(TimeSpan taken)
    {
        lock (_gate)
            _last[_known++ % Remembered] = taken;
    }

    /// <summary>
    /// How long it may take; after every try of the call that was cut for twice as long, in case the doubt was wrong.
    /// </summary>
    /// <param name="number">1, and one more for every try that was cut.</param>
    public TimeSpan Of(int number)
    {
        if (!IsLearned)
            return most;

        var seconds = Math.Max(Reach(), Least.TotalSeconds) * (1 << Math.Min(number - 1, 16));
        return seconds < most.TotalSeconds ? TimeSpan.FromSeconds(seconds) : most;
    }

    private double Reach()
    {
        lock (_gate)
        {
            Span<TimeSpan> sorted = stackalloc TimeSpan[Math.Min(_known, Remembered)];
            _last.AsSpan(0, sorted.Length).CopyTo(sorted);
            sorted.Sort();
            var median = Math.Max(Spread, sorted[sorted.Length / 2].TotalSeconds);
            var quartile = Math.Max(Spread, sorted[sorted.Length * 3 / 4].TotalSeconds);
            return 1 + (2 * quartile * Math.Pow(quartile / median, 6));
        }
    }
}
