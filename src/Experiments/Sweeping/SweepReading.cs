using HeavySim.Experiments.Comparing;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Sweeping;

/// <summary>Reads combinations of a grid off recorded runs.</summary>
internal static class SweepReading
{
    /// <summary>
    /// A combination from a larger run without cross-check: the vote of so many agents, under a stop rule or none, over all choices of so
    /// many of the recorded samples.
    /// </summary>
    /// <param name="cell">The combination.</param>
    /// <param name="rule">Its stop rule, or null to wait for all.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">No graded problem has that many samples.</exception>
    public static SweepRow Vote(SweepCell cell, IStopRule? rule, RunReader run, CancellationToken cancellationToken) =>
        Vote(cell, rule, run, StopReplay.Of(run, cancellationToken), cancellationToken);

    private static SweepRow Vote(
        SweepCell cell, IStopRule? rule, RunReader run, StopReplay replay, CancellationToken cancellationToken)
    {
        if (!replay.IsGraded)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded problem.");
        var problems = rule is null
            ? replay.Vote(cell.Agents)
            : [.. replay.Replay([rule], cell.Agents, cancellationToken).Select(static p => p[0])];
        if (problems.Count == 0)
            throw new HeavySimException($"No graded problem of {run.Summary.Name} has {cell.Agents} samples.");
        return new SweepRow(
            cell,
            run.Summary.Name,
            Shared: true,
            problems.Count,
            Intervals.OfShares([.. problems.Select(static p => p.Outcome.Accuracy)]),
            problems.Average(static p => p.Outcome.Samples),
            Mean(problems, static p => p.OutputTokens),
            Mean(problems, static p => p.Cost),
            rule is null ? SlowestOf(run, cell.Agents, problems.Select(static p => p.Id).ToHashSet(StringComparer.Ordinal)) : null);
    }

    /// <summary>
    /// A combination from a larger run without cross-check: a selector that asks no model chooses among so many agents. It is held against
    /// the vote of the same agents, problem by problem and choice by choice of agents, and the difference added to the vote over all
    /// choices: so a row is the same kind of figure as the vote's, and the same figure where the selector chooses as the vote does.
    /// </summary>
    /// <param name="cell">The combination.</param>
    /// <param name="run">The run.</param>
    /// <param name="answers">Marks answers that are not recorded with a mark.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">The run has no graded problem, or none with that many samples.</exception>
    public static async Task<SweepRow> SomeAgentsAsync(
        SweepCell cell, RunReader run, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var replay = StopReplay.Of(run, cancellationToken);
        var vote = Vote(cell, rule: null, run, replay, cancellationToken);
        var curves = new SelectorCurves(run, [ComparedSide.Vote, cell.Selector], pool: null, cell.Agents);
        await new SelectorReplay(run, answers).WalkAsync([.. curves.Plans], cancellationToken);
        if (curves.Trials is not [var votes, var own])
            return vote;

        var points = votes.Points.Zip(own.Points, At).ToList();
        return vote with
        {
            Problems = points[^1].Problems,
            Accuracy = points[^1].Accuracy,
            Curve = points,
        };

        SelectorPoint At(SubsetTrial ofVote, SubsetTrial ofSelector)
        {
            var expected = replay.Vote(ofVote.Agents)
                .ToDictionary(static p => p.Id, static p => p.Outcome.Accuracy, StringComparer.Ordinal);
            var shares = ofVote.Shares().Zip(ofSelector.Shares())
                .Where(pair => expected.ContainsKey(pair.First.Problem.Id))
                .Select(pair => expected[pair.First.Problem.Id] + (pair.Second.Share.Right - pair.First.Share.Right))
                .ToArray();
            return ofSelector.ToPoint() with { Accuracy = Intervals.OfShares(shares), Problems = shares.Length };
        }
    }

    /// <summary>
    /// A combination from a run of its own size: a selector that asks no model chooses from the record and is charged with the attempts and
    /// with the findings it reads; any other is read as recorded, with all that was spent.
    /// </summary>
    /// <param name="cell">The combination.</param>
    /// <param name="run">The run.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="isShared">True when the run was made for another selector.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">The run has no graded problem.</exception>
    public static async Task<SweepRow> ChoiceAsync(
        SweepCell cell, RunReader run, IAnswerEngine answers, bool isShared, CancellationToken cancellationToken)
    {
        if (SelectorCatalog.NeedsNoCalls(cell.Selector))
            return await ReplayAsync(cell, run, answers, isShared, cancellationToken);

        var row = new SweepTally();
        foreach (var problem in run.Outlines())
        {
            var heard = problem.Attempts.Count(static a => a.IsSample);
            if (problem.HasGold && heard > 0 && problem.Solution is { } solution && solution.Grade != Grade.Ungraded)
                row.Add(solution.Grade == Grade.Correct, heard, solution.Usage, solution.Elapsed);
        }

        return row.ToRow(cell, run.Summary.Name, isShared);
    }

    private static async Task<SweepRow> ReplayAsync(
        SweepCell cell, RunReader run, IAnswerEngine answers, bool isShared, CancellationToken cancellationToken)
    {
        var row = new SweepTally();
        var plan = new ReplayPlan(
            SelectorTable.Names(cell.Selector),
            (recorded, _, choices) =>
            {
                // The vote comes first in every list of names; the selector meant comes last.
                var choice = choices[^1];
                var attempts = recorded.Attempts.Select(static a => a.Attempt).ToList();
                row.Add(
                    choice.IsRight,
                    attempts.Count(static a => a.Outcome is Outcome.Answered or Outcome.Abstained),
                    choice.Expense,
                    SecondsOf(recorded.Solution?.Solution, choice, attempts));
            });
        await new SelectorReplay(run, answers).WalkAsync([plan], cancellationToken);
        return row.ToRow(cell, run.Summary.Name, isShared) with
        {
            Curve = await CurveAsync(cell, run, answers, cancellationToken),
        };
    }

    /// <summary>The selector over fewer of the agents, where they are a random choice of those there might have been.</summary>
    private static async Task<IReadOnlyList<SelectorPoint>> CurveAsync(
        SweepCell cell, RunReader run, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        if (cell is not { Selector: not ComparedSide.Vote, Stop: "all", Rounds: "0" } || run.Summary.Settings.RoundPlan is not null
            || !StopReplay.Of(run, cancellationToken).HasRandomSamples)
            return [];

        var curves = await SelectorCurves.TrialsAsync(run, [cell.Selector], answers, golds: 0, pool: null, cancellationToken);
        return curves.Count == 0 ? [] : [.. curves[0].Points.Select(static p => p.ToPoint())];
    }

    /// <summary>
    /// The whole solve where its findings are read or there are none; else until the last attempt has ended, which is when the selector
    /// could choose.
    /// </summary>
    private static TimeSpan SecondsOf(Solution? solution, ReplayedChoice choice, List<Attempt> attempts) =>
        solution is not null && (choice.Read.Count > 0 || solution.Findings.Count == 0) ? solution.Elapsed
        : attempts.Max(static a => a.Started + a.Elapsed);

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
