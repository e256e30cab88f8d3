using HeavySim.Experiments.Comparing;
using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Reports;

/// <summary>Sets the rounds of a run beside the vote over its first round.</summary>
/// <param name="plan">The plan.</param>
/// <param name="population">Attempts of the first round that the others go on from; what is beyond is there for the vote alone.</param>
internal sealed class RoundCounter(string plan, int population)
{
    private readonly SortedDictionary<int, List<One>> _rounds = [];
    private readonly List<Entry> _problems = [];

    /// <summary>Adds a problem; one that is not graded or not solved is passed over.</summary>
    public void Add(ProblemOutline problem)
    {
        if (!problem.IsGraded || problem.Solution is not { } solution || solution.Grade == Grade.Ungraded)
            return;

        var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
        if (samples.Count == 0)
            return;

        foreach (var round in problem.Attempts.Where(a => a.Round > 0 || a.Agent < population).GroupBy(static a => a.Round))
            Add(round.Key, [.. round]);

        var extra = problem.Attempts.Where(a => a.Round == 0 && a.Agent >= population).ToList();
        var own = samples.Where(a => a.Agent < population).ToList();
        _problems.Add(new Entry(
            CurveOf(samples),
            own.Count == 0 ? 0 : CurveOf(own)[^1],
            solution.Grade == Grade.Correct ? 1 : 0,
            solution.Usage.OutputTokens - Sum(extra),
            samples.TrueForAll(static a => a.Usage.OutputTokens is not null)
                ? samples.Average(static a => (double?)a.Usage.OutputTokens) : null));
    }

    /// <summary>The report of what was added.</summary>
    public ReportedRounds Report()
    {
        var report = new ReportedRounds { Plan = plan, Rounds = [.. _rounds.Select(static r => Of(r.Key, r.Value))] };
        if (_problems.Count == 0)
            return report;

        double[] chosen = [.. _problems.Select(static p => p.Right)];
        var tokens = Mean(_problems.Select(static p => p.Tokens));
        var price = Mean(_problems.Select(static p => p.TokensPerSample));
        report = report with
        {
            Chosen = Intervals.OfShares(chosen),
            OverFirstVote = Difference(chosen, [.. _problems.Select(static p => p.FirstVote)], "first vote"),
            OutputTokens = tokens,
            TokensPerSample = price,
            Samples = _problems.Min(static p => p.Curve.Count),
            EqualSamples = price > 0 ? tokens / price : null,
        };
        // Where at one problem the samples do not reach there is no vote of so many: nothing is extrapolated.
        var votes = report.EqualSamples is null ? []
            : _problems.ConvertAll(p => new TokenAxis(p.Curve, price.GetValueOrDefault()).At(tokens.GetValueOrDefault()));
        if (votes.Count == 0 || votes.Contains(null))
            return report;

        double[] vote = [.. votes.Select(static v => v.GetValueOrDefault())];
        return report with
        {
            VoteAtEqualTokens = Intervals.OfShares(vote),
            OverVoteAtEqualTokens = Difference(chosen, vote, "equal tokens"),
        };
    }

    private void Add(int round, List<AttemptOutline> attempts)
    {
        var heard = attempts.FindAll(static a => a.IsHeard);
        if (heard.Count == 0)
            return;

        if (!_rounds.TryGetValue(round, out var problems))
            _rounds[round] = problems = [];
        var right = heard.Count(static a => a.Grade == Grade.Correct);
        problems.Add(new One(heard.Count, (double)right / heard.Count, CurveOf(heard)[^1], right > 0 ? 1 : 0, Sum(attempts)));
    }

    private static ReportedRound Of(int round, List<One> problems) => new(
        round,
        problems.Count,
        problems.Average(static p => (double)p.Heard),
        Intervals.OfShares([.. problems.Select(static p => p.Right)]),
        Intervals.OfShares([.. problems.Select(static p => p.Vote)]),
        Intervals.OfShares([.. problems.Select(static p => p.Any)]),
        Mean(problems.Select(static p => p.Tokens)));

    private static IReadOnlyList<double> CurveOf(List<AttemptOutline> samples) =>
        ProblemCurve.Of(AnswerCounts.Of(samples.Select(static a => (a.AnswerKey, a.Grade)))).Majority;

    private static ReportedDifference Difference(double[] chosen, double[] vote, string what) =>
        ReportedDifference.Of(PairedComparison.Of(chosen, vote, RandomKey.Of(0).With("rounds").With(what)));

    /// <summary>What attempts took; those that were never made took nothing.</summary>
    private static double? Sum(List<AttemptOutline> attempts) =>
        attempts.Exists(static a => a.Usage is { Calls: > 0, OutputTokens: null }) ? null
            : attempts.Sum(static a => (double)(a.Usage.OutputTokens ?? 0));

    private static double? Mean(IEnumerable<double?> values)
    {
        var all = values.ToList();
        return all.Contains(null) ? null : all.Average();
    }

    /// <summary>One problem in one round.</summary>
    private sealed record One(int Heard, double Right, double Vote, double Any, double? Tokens);

    /// <summary>One problem.</summary>
    private sealed record Entry(IReadOnlyList<double> Curve, double FirstVote, double Right, double? Tokens, double? TokensPerSample);
}
