using HeavySim.Core;
using HeavySim.Experiments.Statistics;

namespace HeavySim.Experiments;

/// <summary>Lets stop rules decide again over the orders in which a run's samples might have come: what would have been saved, and lost?</summary>
public static class StopTable
{
    // With many problems the noise of few orders averages out, and the table says how much of it is left.
    private const int Replays = 200_000;
    private const int LeastPermutations = 50;

    // Counting all orders is worth about so many times the effort of drawing some.
    private const int StatesPerPermutation = 100;

    // A few failed calls must not leave only the problems that had luck.
    private const double MostLeftOut = .1;

    /// <summary>Computes the table with the usual effort.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">The run has no graded problem with two samples, or a stop rule was already at work in it.</exception>
    public static IReadOnlyList<ReportedStopRule> Of(RunReader run, IReadOnlyList<IStopRule> rules, CancellationToken cancellationToken) =>
        Of(run, rules, Replays, cancellationToken);

    /// <summary>Computes the table.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="replays">How often a rule is replayed over all problems together, where orders are drawn; at least 50 times a problem.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">The run has no graded problem with two samples, or a stop rule was already at work in it.</exception>
    public static IReadOnlyList<ReportedStopRule> Of(RunReader run, IReadOnlyList<IStopRule> rules, int replays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(rules);
        var report = new RunReportBuilder(run.Summary);
        var problems = new List<AnswerCounts>();
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.Add(problem);
            var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
            if (problem.HasGold && samples.Count > 0)
                problems.Add(AnswerCounts.Of(samples.Select(static a => (a.AnswerKey, a.Grade))));
        }

        if (report.Build(elapsed: null).CurtailedProblems is > 0 and var curtailed)
            throw new HeavySimException($"A stop rule left samples undrawn at {curtailed} problems of {run.Summary.Name}: what they would have said is not known. Run with --stop all.");

        var budget = BudgetOf(problems);
        if (budget < 2)
            throw new HeavySimException($"The run {run.Summary.Name} has no two samples of its graded problems: there is nothing to stop.");

        List<AnswerCounts> usable = [.. problems.Where(p => p.Samples >= budget)];
        double[] full = [.. usable.Select(p => MajorityVote.Accuracy(p)[budget - 1])];
        var key = RandomKey.Of(run.Summary.Settings.Seed).With("stop rules");
        return [.. rules.Select(rule => Replay(rule, usable, full, budget, replays, key, cancellationToken))];
    }

    private static ReportedStopRule Replay(IStopRule rule, List<AnswerCounts> problems, double[] full, int budget, int replays, RandomKey key, CancellationToken cancellationToken)
    {
        var permutations = Math.Clamp(replays / problems.Count, LeastPermutations, StopPolicy.DefaultPermutations);
        var accuracy = new double[problems.Count];
        var samples = new double[problems.Count];
        var noise = 0.0;
        for (var i = 0; i < problems.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = StopPolicy.Evaluate(problems[i], rule, budget, key.With(i), permutations, Math.Min(StopPolicy.DefaultStates, StatesPerPermutation * permutations));
            (accuracy[i], samples[i]) = (outcome.Accuracy, outcome.Samples);
            noise += outcome.AccuracyError * outcome.AccuracyError;
        }

        var drawn = Intervals.OfMean(samples);
        var right = Intervals.OfShares(accuracy);
        return new ReportedStopRule(
            rule.Name,
            problems.Count,
            budget,
            ReportedInterval.Of(right),
            right.StandardError,
            new ReportedInterval(drawn.Value, Math.Max(1, drawn.Low), Math.Min(budget, drawn.High)),
            drawn.StandardError,
            ReportedDifference.Of(PairedComparison.Of(accuracy, full, key.With("change"))),
            Math.Max(0, 1 - (drawn.Value / budget)),
            Math.Sqrt(noise) / problems.Count);
    }

    private static int BudgetOf(List<AnswerCounts> problems) =>
        problems.Count == 0 ? 0 : problems.Select(static p => p.Samples).OrderDescending().ElementAt((int)((problems.Count - 1) * (1 - MostLeftOut)));
}
