using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Expected accuracy and expected samples of a stop rule on recorded samples, in random order: exactly, by dynamic programming over the
/// vectors of counts, where the rule looks at counts only and there are few vectors; by seeded permutations elsewhere.
/// </summary>
public static class StopPolicy
{
    /// <summary>Permutations drawn where the outcome is not computed exactly.</summary>
    public const int DefaultPermutations = 1000;

    /// <summary>Vectors of counts up to which the outcome is computed exactly.</summary>
    public const int DefaultStates = 100_000;

    /// <summary>Evaluates a rule on one problem.</summary>
    /// <param name="problem">Its samples.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="budget">The most samples that may be drawn, 1 to as many as there are.</param>
    /// <param name="key">Names the permutations.</param>
    /// <param name="permutations">How many, where they are needed; at least 2.</param>
    /// <param name="states">The most vectors of counts for which the outcome is computed exactly.</param>
    public static StopOutcome Evaluate(AnswerCounts problem, IStopRule rule, int budget, RandomKey key, int permutations = DefaultPermutations, int states = DefaultStates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(budget, problem.Samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 2);

        return rule.IsOrderFree && CountStates(problem) <= states
            ? new StopLattice(problem, rule, budget).Evaluate()
            : Simulate(problem, rule, budget, key, permutations);
    }

    /// <summary>Evaluates a rule on a problem set; a problem with fewer samples than the budget, or without a gold, is left out.</summary>
    /// <param name="problems">The samples of each problem.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="budget">The most samples that may be drawn.</param>
    /// <param name="key">Names the permutations.</param>
    /// <param name="permutations">How many, where they are needed; at least 2.</param>
    /// <param name="states">The most vectors of counts for which the outcome is computed exactly.</param>
    /// <returns>The summary, or null when no problem has that many samples.</returns>
    public static StopSummary? Evaluate(
        IReadOnlyList<AnswerCounts> problems, IStopRule rule, int budget, RandomKey key, int permutations = DefaultPermutations, int states = DefaultStates)
    {
        var accuracy = new List<double>();
        var samples = new List<double>();
        for (var i = 0; i < problems.Count; i++)
        {
            if (!problems[i].IsGraded || problems[i].Samples < budget)
                continue;

            var outcome = Evaluate(problems[i], rule, budget, key.With(i), permutations, states);
            accuracy.Add(outcome.Accuracy);
            samples.Add(outcome.Samples);
        }

        return accuracy.Count == 0
            ? null
            : new StopSummary(rule.Name, accuracy.Count, Intervals.OfShares([.. accuracy]), Intervals.OfMean([.. samples]));
    }

    private static double CountStates(AnswerCounts problem)
    {
        var states = problem.Abstained + 1.0;
        foreach (var count in problem.Counts)
            states *= count + 1;
        return states;
    }

    private static StopOutcome Simulate(AnswerCounts problem, IStopRule rule, int budget, RandomKey key, int permutations)
    {
        var order = new int[problem.Samples];
        order.AsSpan(problem.Samples - problem.Abstained).Fill(-1);
        for (int c = 0, at = 0; c < problem.Counts.Length; at += problem.Counts[c++])
            order.AsSpan(at, problem.Counts[c]).Fill(c);

        var accuracy = new double[permutations];
        var samples = new double[permutations];
        var tally = new VoteTally(problem);
        var random = key.With("permutations").Open();
        for (var i = 0; i < permutations; i++)
        {
            random.Shuffle(order.AsSpan());
            tally.Clear();
            do
                tally.Add(order[tally.Drawn]);
            while (tally.Drawn < budget && !rule.ShouldStop(tally.State(budget)));

            samples[i] = tally.Drawn;
            accuracy[i] = tally.Accuracy();
        }

        return new StopOutcome(
            Intervals.Mean(accuracy), Intervals.Mean(samples), Intervals.StandardError(accuracy) ?? 0, Intervals.StandardError(samples) ?? 0);
    }
}
