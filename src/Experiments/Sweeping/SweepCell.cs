namespace HeavySim.Experiments.Sweeping;

/// <summary>One combination of a grid.</summary>
/// <param name="Endpoint">Where the model is.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Check">The cross-check.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Agents">The number of agents.</param>
/// <param name="Stop">The stop rule.</param>
/// <param name="Selector">The selector.</param>
internal sealed record SweepCell(string Endpoint, string Mode, string Check, long Seed, int Agents, string Stop, string Selector)
{
    /// <summary>The plan of rounds, or how often agents compare notes; "0" for neither.</summary>
    public string Rounds { get; init; } = "0";
}
