namespace HeavySim.Simulation;

/// <summary>What an endpoint can carry; null stands for "no limit".</summary>
public sealed record Capacity
{
    /// <summary>An endpoint without limits.</summary>
    public static Capacity Unlimited => new();

    /// <summary>Requests served at once, from 1; further ones wait, first come first served.</summary>
    public int? Slots { get; set; }

    /// <summary>Requests that may wait, 0 or more; further ones are refused with 429.</summary>
    public int? QueueLimit { get; set; }

    /// <summary>Tokens a second over all slots, above 0: busy slots share them.</summary>
    public double? TotalTokensPerSecond { get; set; }

    /// <summary>Requests a minute, from 1; beyond it 429 with Retry-After.</summary>
    public double? RequestsPerMinute { get; set; }

    /// <summary>Tokens a minute, prompts and replies, from 1; beyond it 429 with Retry-After.</summary>
    public double? TokensPerMinute { get; set; }

    /// <summary>Seconds the first request waits for the model to load, 0 or more; default 0.</summary>
    public double ColdStartSeconds { get; set; }

    /// <summary>Idle seconds after which the model is unloaded again, above 0; null for never.</summary>
    public double? UnloadAfterSeconds { get; set; }

    internal IEnumerable<string> Errors()
    {
        if (Slots is < 1)
            yield return "capacity.slots must be at least 1";
        if (QueueLimit is < 0)
            yield return "capacity.queueLimit must be 0 or more";
        if (TotalTokensPerSecond is not (null or (> 0 and < 1e12)))
            yield return "capacity.totalTokensPerSecond must be above 0";
        if (RequestsPerMinute is not (null or (>= 1 and < 1e12)))
            yield return "capacity.requestsPerMinute must be at least 1";
        if (TokensPerMinute is not (null or (>= 1 and < 1e15)))
            yield return "capacity.tokensPerMinute must be at least 1";
        if (ColdStartSeconds is not (>= 0 and < 1e6))
            yield return "capacity.coldStartSeconds must be 0 or more";
        if (UnloadAfterSeconds is not (null or (> 0 and < 1e9)))
            yield return "capacity.unloadAfterSeconds must be above 0";
    }
}
