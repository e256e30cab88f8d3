namespace HeavySim.Simulation;

/// <summary>What changes when the model is asked not to think (reasoning effort none, minimal or low).</summary>
public sealed record FastMode
{
    /// <summary>Share of the tokens it then takes, above 0; default 0.15.</summary>
    public double TokenFactor { get; set; } = 0.15;

    /// <summary>Logits by which its chance on a problem falls; default 0.8.</summary>
    public double AbilityLoss { get; set; } = 0.8;

    internal IEnumerable<string> Errors()
    {
        if (TokenFactor is not (> 0 and < 1e3))
            yield return "fast.tokenFactor must be above 0";
        if (!double.IsFinite(AbilityLoss))
            yield return "fast.abilityLoss must be a finite number";
    }
}
