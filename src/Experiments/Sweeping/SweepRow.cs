using HeavySim.Experiments.Comparing;

namespace HeavySim.Experiments.Sweeping;

/// <summary>
/// What one combination gave, and what it takes by itself: its samples, the findings its selector reads, the calls its selector makes. What
/// was spent on the run for other combinations is not charged. Expenses are means per problem; what is not known is null.
/// </summary>
/// <param name="Cell">The combination.</param>
/// <param name="Run">The run it was computed from.</param>
/// <param name="Shared">True when it was computed from a larger run's record instead of being run by itself.</param>
/// <param name="Problems">The denominator.</param>
/// <param name="Accuracy">The share of problems solved.</param>
/// <param name="Samples">Samples per problem.</param>
/// <param name="OutputTokens">Output tokens per problem.</param>
/// <param name="Cost">US dollars per problem.</param>
/// <param name="Seconds">
/// Seconds to the solution on the run's clock; null where a stop rule was replayed, as that depends on how the agents are launched.
/// </param>
internal sealed record SweepRow(
    SweepCell Cell, string Run, bool Shared, int Problems, Estimate Accuracy, double Samples, double? OutputTokens, double? Cost,
    double? Seconds)
{
    /// <summary>The expenses at which no other combination is as accurate for less: "tokens", "cost", "latency".</summary>
    public IReadOnlyList<string> Front { get; init; } = [];

    /// <summary>
    /// What its selector makes of 1, 2, 4, ... and all of its agents, with what these found of each other; empty for the vote, whose rows
    /// say so themselves, for what asks a model, and under stop rules, rounds and trees.
    /// </summary>
    public IReadOnlyList<SelectorPoint> Curve { get; init; } = [];
}
