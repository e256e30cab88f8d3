namespace HeavySim.Simulation;

/// <summary>How fast one stream is when the endpoint has nothing else to do.</summary>
public sealed record Speed
{
    /// <summary>Median seconds to the first token, once a slot is free; default 0.6.</summary>
    public double FirstTokenSeconds { get; set; } = 0.6;

    /// <summary>Scale of its logarithm, 0..4; default 0.5.</summary>
    public double FirstTokenSpread { get; set; } = 0.5;

    /// <summary>Median tokens a second; default 70.</summary>
    public double TokensPerSecond { get; set; } = 70;

    /// <summary>Scale of its logarithm, 0..4; default 0.2.</summary>
    public double TokensPerSecondSpread { get; set; } = 0.2;

    internal IEnumerable<string> Errors()
    {
        if (FirstTokenSeconds is not (>= 0 and < 1e6))
            yield return "speed.firstTokenSeconds must be 0 or more";
        if (FirstTokenSpread is not (>= 0 and <= 4))
            yield return "speed.firstTokenSpread must be in 0..4";
        if (TokensPerSecond is not (> 0 and < 1e9))
            yield return "speed.tokensPerSecond must be above 0";
        if (TokensPerSecondSpread is not (>= 0 and <= 4))
            yield return "speed.tokensPerSecondSpread must be in 0..4";
    }
}
