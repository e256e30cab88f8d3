using HeavySim.Core;
using HeavySim.Experiments.Statistics;
using HeavySim.Verifier;

namespace HeavySim.Experiments;

/// <summary>Reads combinations of a grid off recorded runs.</summary>
public static class SweepReading
{
    private const int Permutations = 200;

    /// <summary>
    /// A combination from a larger run without cross-check: the vote of so many agents, under a stop rule or none, over all choices of so many of the
    /// recorded samples.
    /// </summary>
    /// <param name="cell">The combination.</param>
    /// <param name="rule">Its stop rule, or null to wait for all.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">No graded problem has that many samples.</exception>
    public static SweepRow Vote(SweepCell cell, IStopRule? rule, RunReader run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(run);
        var (accuracy, samples, seconds) = (new List<double>(), new List<double>(), new List<double>());
        double? tokens = 0, cost = 0;
        var key = RandomKey.Of(cell.Seed).With("sweep");
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var heard = problem.Attempts.Where(static a => a.IsSample).ToList();
            if (!problem.HasGold || heard.Count < cell.Agents)
                continue;

            var counts = AnswerCounts.Of(heard.Select(static a => (a.AnswerKey, a.Grade)));
            var outcome = rule is null
                ? new StopOutcome(ProblemCurve.Of(counts, cell.Agents).Majority[^1], cell.Agents, 0, 0)
                : StopPolicy.Evaluate(counts, rule, cell.Agents, key.With(problem.Id), Permutations);
            accuracy.Add(outcome.Accuracy);
            samples.Add(outcome.Samples);
            tokens += outcome.Samples * heard.Average(static a => (double?)a.Usage.OutputTokens);
            cost += outcome.Samples * (double?)heard.Average(static a => a.Usage.Cost);
            seconds.Add(Slowest(heard, cell.Agents));
        }

        var count = accuracy.Count > 0 ? accuracy.Count : throw new HeavySimException($"No graded problem of {run.Summary.Name} has {cell.Agents} samples.");
        return new SweepRow(
            cell,
            run.Summary.Name,
            Shared: true,
            count,
            ReportedInterval.Of(Intervals.OfShares([.. accuracy])),
            samples.Average(),
            tokens / count,
            cost / count,
            rule is null ? seconds.Average() : null);
    }

    /// <summary>A combination from a larger run without cross-check: a selector that asks no model chooses among the first so many agents.</summary>
    /// <param name="cell">The combination.</param>
    /// <param name="run">The run.</param>
    /// <param name="answers">Marks answers that are not recorded with a mark.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">The run has no graded problem.</exception>
    public static async Task<SweepRow> FirstAgentsAsync(SweepCell cell, RunReader run, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(run);
        var seats = Enumerable.Range(0, cell.Agents).ToHashSet();
        var table = await SelectorTable.OfAsync(run, SelectorTable.Names(cell.Selector), answers, cancellationToken, seats);
        var row = table.First(r => r.Method.Equals(cell.Selector, StringComparison.OrdinalIgnoreCase));
        var (samples, seconds) = (0L, 0.0);
        double? tokens = 0, cost = 0;
        foreach (var problem in run.Outlines())
        {
            var heard = problem.Attempts.Where(a => a.Agent < cell.Agents).ToList();
            if (!problem.HasGold || !heard.Exists(static a => a.IsSample))
                continue;

            samples += heard.Count(static a => a.IsSample);
            tokens += heard.Average(static a => (double?)a.Usage.OutputTokens) * heard.Count;
            cost += (double?)heard.Average(static a => a.Usage.Cost) * heard.Count;
            seconds += heard.Max(static a => a.Elapsed.TotalSeconds);
        }

        return new SweepRow(
            cell, run.Summary.Name, Shared: true, row.Problems, row.Accuracy, (double)samples / row.Problems, tokens / row.Problems, cost / row.Problems, seconds / row.Problems);
    }

    /// <summary>A combination from a run of its own size: a selector that asks no model chooses from the record, any other as recorded.</summary>
    /// <param name="cell">The combination.</param>
    /// <param name="run">The run.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="isShared">True when the run was made for another selector.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">The run has no graded problem.</exception>
    public static async Task<SweepRow> ChoiceAsync(SweepCell cell, RunReader run, IAnswerEngine answers, bool isShared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(run);
        var (right, seconds) = (new List<double>(), new List<double>());
        double? tokens = 0, cost = 0;
        var samples = 0L;
        foreach (var problem in run.Outlines())
        {
            var heard = problem.Attempts.Count(static a => a.IsSample);
            if (!problem.HasGold || heard == 0 || problem.Solution is not { } solution)
                continue;

            right.Add(solution.Grade == Grade.Correct ? 1 : 0);
            seconds.Add(solution.Elapsed.TotalSeconds);
            tokens += solution.Usage.OutputTokens;
            cost += (double?)solution.Usage.Cost;
            samples += heard;
        }

        if (right.Count == 0)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded problem.");
        var accuracy = isShared
            ? (await SelectorTable.OfAsync(run, SelectorTable.Names(cell.Selector), answers, cancellationToken)).First(r => r.Method.Equals(cell.Selector, StringComparison.OrdinalIgnoreCase)).Accuracy
            : ReportedInterval.Of(Intervals.OfShares([.. right]));
        return new SweepRow(
            cell, run.Summary.Name, isShared, right.Count, accuracy, (double)samples / right.Count, tokens / right.Count, cost / right.Count, seconds.Average());
    }

    /// <summary>True when a selector can choose from a record.</summary>
    public static bool NeedsNoCalls(string selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectorCatalog.WithoutCalls.Contains(selector, StringComparer.OrdinalIgnoreCase) || selector.StartsWith("learned:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Expected slowest of k recorded samples drawn without replacement: Σ t_(i)·C(i-1, k-1)/C(n, k).</summary>
    private static double Slowest(List<AttemptOutline> samples, int k)
    {
        double[] sorted = [.. samples.Select(static a => a.Elapsed.TotalSeconds).Order()];
        var expected = 0.0;
        // P(the slowest is the i-th) from the last one down, by ratios.
        var probability = (double)k / sorted.Length;
        for (var i = sorted.Length; i >= k; i--)
        {
            expected += probability * sorted[i - 1];
            if (i > 1)
                probability *= (double)(i - k) / (i - 1);
        }

        return expected;
    }
}
