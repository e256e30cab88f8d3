namespace HeavySim.Agents;

/// <summary>
/// How long a stream may keep silent before its first sign of life, by what the endpoint has shown so far: an endpoint that begins to
/// answer within seconds has dropped a call that is silent for a minute, one that queues for minutes has not. Shared by all calls of an
/// endpoint; thread-safe.
/// </summary>
internal sealed class FirstTokenTimeouts(ResilienceOptions options)
{
    /// <summary>Streams that must have begun before their times say anything.</summary>
    private const int Needed = 8;

    /// <summary>How many of the last streams are remembered.</summary>
    private const int Remembered = 64;

    /// <summary>How many times what three quarters of them stayed under is still no reason to doubt.</summary>
    private const int Factor = 20;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly TimeSpan[] _last = new TimeSpan[Remembered];
    private int _begun;

    /// <summary>Notes how long a stream took to begin.</summary>
    public void Note(TimeSpan firstSign)
    {
        lock (_gate)
            _last[_begun++ % Remembered] = firstSign;
    }

    /// <summary>
    /// How long the given try of a call may be silent; each try again may be silent for twice as long, in case the doubt was wrong.
    /// </summary>
    /// <param name="number">The number of the try, from 1.</param>
    public TimeSpan Of(int number)
    {
        var usual = Usual() * Factor;
        var allowed = (usual > Least ? usual : Least) * (1 << Math.Min(number - 1, 16));
        return _begun >= Needed && allowed < options.FirstTokenTimeout ? allowed : options.FirstTokenTimeout;
    }

    // Not the longest: one call that trickles would make us wait for every one that hangs.
    private TimeSpan Usual()
    {
        lock (_gate)
        {
            Span<TimeSpan> sorted = stackalloc TimeSpan[Math.Min(_begun, Remembered)];
            _last.AsSpan(0, sorted.Length).CopyTo(sorted);
            sorted.Sort();
            return sorted.IsEmpty ? TimeSpan.Zero : sorted[sorted.Length * 3 / 4];
        }
    }

    /// <summary>When to look at a silent call again: what is known of the endpoint may have changed.</summary>
    public static TimeSpan Interval => Least / 4;
}
