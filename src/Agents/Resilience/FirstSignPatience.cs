namespace HeavySim.Agents;

/// <summary>
/// How long a stream may keep silent before its first sign of life, by what the endpoint has shown so far: an endpoint that begins to
/// answer within seconds has dropped a call that is silent for a minute, one that queues for minutes has not. Shared by all calls of an
/// endpoint; thread-safe.
/// </summary>
internal sealed class FirstSignPatience(ResilienceOptions options)
{
    /// <summary>Streams that must have begun before their times say anything.</summary>
    private const int Needed = 8;

    /// <summary>How many times the longest first sign so far is still no reason to doubt.</summary>
    private const int Factor = 20;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(60);

    private int _begun;
    private long _longestTicks;

    /// <summary>Notes how long a stream took to begin.</summary>
    public void Note(TimeSpan firstSign)
    {
        Interlocked.Increment(ref _begun);
        for (var seen = Volatile.Read(ref _longestTicks); firstSign.Ticks > seen; seen = Volatile.Read(ref _longestTicks))
        {
            if (Interlocked.CompareExchange(ref _longestTicks, firstSign.Ticks, seen) == seen)
                return;
        }
    }

    /// <summary>How long the given try of a call may be silent; each try again may be silent for twice as long, in case the doubt was wrong.</summary>
    /// <param name="number">The number of the try, from 1.</param>
    public TimeSpan Of(int number)
    {
        if (Volatile.Read(ref _begun) < Needed)
            return options.FirstTokenTimeout;

        var allowed = TimeSpan.FromTicks(Math.Max(Least.Ticks, Factor * Volatile.Read(ref _longestTicks))) * (1 << Math.Min(number - 1, 16));
        return allowed < options.FirstTokenTimeout ? allowed : options.FirstTokenTimeout;
    }

    /// <summary>When to look at a silent call again: what is known of the endpoint may have changed.</summary>
    public static TimeSpan Interval => Least / 4;
}
