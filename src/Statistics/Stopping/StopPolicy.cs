namespace HeavySim.Statistics.Stopping;

/// <summary>
/// Expected accuracy and expected samples of stop rules on recorded samples, in random order: exactly, by dynamic programming over what can
/// have been drawn, where the rule looks at counts only and there are few such states; by seeded permutations elsewhere, the same ones for
/// every rule.
/// </summary>
internal static class StopPolicy
{
    /// <summary>Permutations drawn where the outcome is not computed exactly.</summary>
    public const int DefaultPermutations = 1000;

    /// <summary>States up to which the outcome is computed exactly.</summary>
    public const int DefaultStates = 100_000;

    /// <summary>Evaluates rules on one problem.</summary>
    /// <param name="problem">Its samples.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="budget">The most samples that may be drawn, 1 to as many as there are.</param>
    /// <param name="key">Names the permutations.</param>
    /// <param name="permutations">How many, where they are needed; at least 2.</param>
    /// <param name="states">The most states for which the outcome is computed exactly.</param>
    /// <returns>One outcome for each rule.</returns>
    public static IReadOnlyList<StopOutcome> Evaluate(
        SampleUrn problem, IReadOnlyList<IStopRule> rules, int budget, RandomKey key, int permutations = DefaultPermutations,
        int states = DefaultStates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(budget, problem.Samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 2);

        var lattice = rules.Any(static r => r.IsOrderFree) ? StopLattice.TryCreate(problem, states) : null;
        var outcomes = new StopOutcome[rules.Count];
        var drawn = new List<int>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (lattice is not null && rules[i].IsOrderFree)
                outcomes[i] = lattice.Evaluate(rules[i], budget);
            else
                drawn.Add(i);
        }

        if (drawn.Count == 0)
            return outcomes;

        var simulated = StopShuffles.Evaluate(problem, drawn.ConvertAll(i => rules[i]), budget, key.With("permutations"), permutations);
        for (var i = 0; i < drawn.Count; i++)
            outcomes[drawn[i]] = simulated[i];
        return outcomes;
    }
}
