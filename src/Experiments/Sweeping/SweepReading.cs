using HeavySim.Core;
using HeavySim.Experiments.Statistics;
using HeavySim.Verifier;

namespace HeavySim.Experiments;

/// <summary>Reads combinations of a grid off recorded runs.</summary>
public static class SweepReading
{
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
        var replay = StopReplay.Of(run, cancellationToken);
        var problems = rule is null ? replay.Vote(cell.Agents) : [.. replay.Replay([rule], cell.Agents, cancellationToken).Select(static p => p[0])];
        if (problems.Count == 0)
            throw new HeavySimException($"No graded problem of {run.Summary.Name} has {cell.Agents} samples.");
        return new SweepRow(
            cell,
            run.Summary.Name,
            Shared: true,
            problems.Count,
            ReportedInterval.Of(Intervals.OfShares([.. problems.Select(static p => p.Outcome.Accuracy)])),
            problems.Average(static p => p.Outcome.Samples),
            Mean(problems, static p => p.OutputTokens),
            Mean(problems, static p => p.Cost),
            rule is null ? SlowestOf(run, cell.Agents, problems.Select(static p => p.Id).ToHashSet(StringComparer.Ordinal)) : null);
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

    private static double? Mean(IReadOnlyList<ReplayedProblem> problems, Func<ReplayedProblem, double?> price) =>
        problems.All(p => price(p) is not null) ? problems.Average(price) : null;

    /// <summary>Mean over problems of the expected time of the slowest of k samples: they are asked all at once.</summary>
    private static double SlowestOf(RunReader run, int k, HashSet<string> problems) => run.Outlines()
        .Where(p => problems.Contains(p.Id))
        .Average(p => Slowest([.. p.Attempts.Where(static a => a.IsSample)], k));

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
