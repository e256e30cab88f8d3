namespace HeavySim.Agents;

/// <summary>How patient and how gentle we are with one endpoint. All its callers share it.</summary>
public sealed record ResilienceOptions
{
    /// <summary>The most calls in flight at once; a rate limit (429) lowers it for a while. Default 64; range 1 to 4096.</summary>
    public int MaxConcurrency { get; init; } = 64;

    /// <summary>The most requests begun in any 60 seconds, or null for no limit; at least 1.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The most tokens, prompt and output, in any 60 seconds, or null for no limit; at least 1. Kept by estimate.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>How often a failed call is made again, rate limits aside. Default 4; range 0 to 100.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>
    /// The first wait between tries, doubled each time and jittered. Default 0.5 s; range 1 ms to <see cref="MaxDelay"/>.
    /// </summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(.5);

    /// <summary>The longest wait between tries, where the endpoint does not ask for more. Default 30 s; at most 1 hour.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait of our own choice: a quarter of the patience and no more, but for short ones.</summary>
    internal TimeSpan LongestDelay =>
        TimeSpan.FromTicks(Math.Min(MaxDelay.Ticks, Math.Max(Patience.Ticks / 4, TimeSpan.FromSeconds(5).Ticks)));

    /// <summary>
    /// For how long an endpoint that serves nobody is waited for: one that is away, limits its rate or loads its model. Then all its calls
    /// fail. Zero to give up at once. Default 10 min; range 0 to 7 days.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The longest one call may take from sending to last token; range 1 ms to 1 day. Null (the default) for no limit of the client's own:
    /// how long an attempt may take is for its caller to say, by the cancellation token.
    /// </summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>
    /// The longest pause of a stream between two signs of life. Once sixteen streams have ended well it follows their own longest pauses
    /// (2 s at least, doubled with every further try), and only words count. Default 60 s; range 1 ms to 1 day.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The longest wait for a stream's first sign of life; longer than <see cref="IdleTimeout"/>, as local servers queue what they cannot
    /// serve at once. Once sixteen streams have begun it follows what these took (2 s at least, doubled with every further try),
    /// and only a word counts. Default 5 min; range 1 ms to 1 day.
    /// </summary>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// True (the default) to tighten <see cref="IdleTimeout"/> and <see cref="FirstTokenTimeout"/> to what the endpoint has shown. False
    /// for endpoints whose streams speak seldom by design, as simulated ones do.
    /// </summary>
    public bool LearnsTimeouts { get; init; } = true;

    /// <summary>What is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        var milli = TimeSpan.FromMilliseconds(1);
        var day = TimeSpan.FromDays(1);
        Check(MaxConcurrency is >= 1 and <= 4096, nameof(MaxConcurrency), "1 to 4096");
        Check(RequestsPerMinute is null or >= 1, nameof(RequestsPerMinute), "1 or more");
        Check(TokensPerMinute is null or >= 1, nameof(TokensPerMinute), "1 or more");
        Check(MaxRetries is >= 0 and <= 100, nameof(MaxRetries), "0 to 100");
        Check(MaxDelay >= milli && MaxDelay <= TimeSpan.FromHours(1), nameof(MaxDelay), "1 ms to 1 hour");
        Check(BaseDelay >= milli && BaseDelay <= MaxDelay, nameof(BaseDelay), $"1 ms to {nameof(MaxDelay)}");
        Check(Patience >= TimeSpan.Zero && Patience <= 7 * day, nameof(Patience), "0 to 7 days");
        Check(TotalTimeout is null || (TotalTimeout >= milli && TotalTimeout <= day), nameof(TotalTimeout), "1 ms to 1 day");
        Check(IdleTimeout >= milli && IdleTimeout <= day, nameof(IdleTimeout), "1 ms to 1 day");
        Check(FirstTokenTimeout >= milli && FirstTokenTimeout <= day, nameof(FirstTokenTimeout), "1 ms to 1 day");
        return errors;

        void Check(bool isGood, string name, string range)
        {
            if (!isGood)
                errors.Add($"{name} must be {range}");
        }
    }

    /// <summary>Refuses options that cannot be.</summary>
    /// <exception cref="HeavySimException">Something is out of range; the message names all that is.</exception>
    public void Validate()
    {
        if (Errors() is { Count: > 0 } errors)
            throw new HeavySimException($"The endpoint's limits are not valid: {string.Join("; ", errors)}.");
    }
}
