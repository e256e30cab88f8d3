namespace HeavySim.Simulation;

/// <summary>How many tokens a reply takes: log-normal, or log-t for a heavier tail (arXiv:2604.00499).</summary>
public sealed record TokenLengths
{
    /// <summary>Median tokens of a right solution in thinking mode; default 2000.</summary>
    public double Median { get; set; } = 2000;

    /// <summary>Scale of the logarithm, 0..4; default 0.6.</summary>
    public double Spread { get; set; } = 0.6;

    /// <summary>Degrees of freedom of the log-t tail, above 0; null for log-normal, the default being 6.</summary>
    public double? TailDegrees { get; set; } = 6;

    /// <summary>Wrong attempts are longer by this factor, above 0; default 1.3.</summary>
    public double WrongFactor { get; set; } = 1.3;

    /// <summary>A problem solved with probability p takes e^(HardFactor·(1-p)) times the tokens; default 0.3.</summary>
    public double HardFactor { get; set; } = 0.3;

    /// <summary>A judgement or a step takes this share of a solution's tokens, above 0; default 0.3.</summary>
    public double CheckFactor { get; set; } = 0.3;

    /// <summary>The model's own output limit in tokens: what is longer is cut and has no answer; default 32,768.</summary>
    public int Limit { get; set; } = 32_768;

    /// <summary>Share of the tokens that is reasoning, in thinking mode, 0..1; default 0.8.</summary>
    public double ReasoningShare { get; set; } = 0.8;

    internal IEnumerable<string> Errors()
    {
        if (Median is not (> 0 and < 1e9))
            yield return "tokens.median must be above 0";
        if (Spread is not (>= 0 and <= 4))
            yield return "tokens.spread must be in 0..4";
        if (TailDegrees is not (null or (> 0 and < 1e6)))
            yield return "tokens.tailDegrees must be above 0, or null";
        if (WrongFactor is not (> 0 and < 1e3))
            yield return "tokens.wrongFactor must be above 0";
        if (HardFactor is not (>= -10 and <= 10))
            yield return "tokens.hardFactor must be in -10..10";
        if (CheckFactor is not (> 0 and < 1e3))
            yield return "tokens.checkFactor must be above 0";
        if (Limit < 1)
            yield return "tokens.limit must be at least 1";
        if (ReasoningShare is not (>= 0 and <= 1))
            yield return "tokens.reasoningShare must be in 0..1";
    }
}
