using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;

namespace HeavySim.Reporting;

/// <summary>The tables of a report that belong to no chart.</summary>
internal static class RunTables
{
    /// <summary>The figures of several runs that are looked for first, a row each.</summary>
    public static FigureTable Glance(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        [
            "solved", "agents", "one agent", "vote of all [95 %]", "chosen as run [95 %]", "decided anew", "any right",
            "tokens per problem", "cost", "median time",
        ],
        run => [Glance(runs[run].Report, runs[run].TokensPerSolution)]);

    private static IReadOnlyList<string> Glance(RunReport report, double? tokens)
    {
        var last = report.Curve is [.., var all] ? all : null;
        return
        [
            report.Unfinished is { } open
                ? $"{Numerals.Count(report.ProblemsInSet - open)} of {Numerals.Count(report.ProblemsInSet)}"
                : Numerals.Unknown,
            Numerals.Count(report.Selected?.Agents ?? report.SamplesPerProblem),
            Numerals.Percent(report.Curve is [var one, ..] ? one.Majority.Value : null),
            last is null ? Numerals.Unknown : Numerals.Percent(last.Majority),
            report.Selected is { Accuracy: { } accuracy } selected ? $"{selected.Method}: {Numerals.Percent(accuracy)}" : Numerals.Unknown,
            Numerals.Percent(report.Selected?.DecidedAnew?.Value),
            Numerals.Percent(last?.Pass.Value),
            Numerals.Short(tokens),
            Numerals.Dollars(report.Usage.Cost),
            Numerals.Seconds(report.TimeToSolution?.P50),
        ];
    }

    /// <summary>pass@k where it is recorded how many samples passed, and not which.</summary>
    public static FigureTable Passed(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["samples k", "pass@k [95 %]", "problems"],
        run => runs[run].Report.Passed.Where(p => int.IsPow2(p.K) || p.K == runs[run].Report.Passed.Count)
            .Select(static p => (IReadOnlyList<string>)[Numerals.Count(p.K), Numerals.Percent(p.Pass), Numerals.Count(p.Problems)]));

    /// <summary>What was recorded of each run.</summary>
    public static FigureTable Overview(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        [
            "problems", "of the set", "without a solution", "samples", "attempts missing", "abstained", "failed", "cancelled",
            "without gold", "answers without a mark", "unanswered", "seed",
        ],
        run => [(IReadOnlyList<string>)
        [
            Numerals.Count(runs[run].Report.Problems),
            Numerals.Count(runs[run].Report.ProblemsInSet),
            Numerals.Count(runs[run].Report.Unfinished),
            Numerals.Count(runs[run].Report.Samples),
            Numerals.Count(runs[run].Report.MissingAttempts),
            Numerals.Count(runs[run].Report.Abstained),
            Numerals.Count(runs[run].Report.Failed),
            Numerals.Count(runs[run].Report.Cancelled),
            Numerals.Count(runs[run].Report.ProblemsWithoutGold),
            Numerals.Count(runs[run].Report.Ungraded),
            Numerals.Count(runs[run].Report.Unanswered),
            runs[run].Report.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ]]);

    /// <summary>Why attempts failed, cause by cause.</summary>
    public static FigureTable Failures(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["cause", "attempts", "made again", "in the endpoint's words"],
        run => runs[run].Report.Failures.Select(static f => (IReadOnlyList<string>)
        [
            f.Cause, Numerals.Count(f.Attempts), Numerals.Count(f.MadeAgain), f.Example ?? Numerals.Unknown,
        ]));

    /// <summary>How sure the models were of their tokens, right and wrong apart, and what was cut.</summary>
    public static FigureTable Tokens(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["attempts", "how many", "mean", "tail", "lowest group", "bottom 10 %", "tokens each", "tokens saved, about"],
        run => runs[run].Report.Tokens is not { } tokens ? [] :
        [
            Sureness("right", tokens.RightSamples, tokens.Right),
            Sureness("wrong", tokens.WrongSamples, tokens.Wrong),
            .. tokens.Cut == 0 ? Array.Empty<IReadOnlyList<string>>() :
            [
                [
                    "cut", Numerals.Count(tokens.Cut), Numerals.Unknown, Numerals.Unknown, Numerals.Unknown, Numerals.Unknown,
                    Numerals.Count(tokens.CutTokens / tokens.Cut),
                    $"{Numerals.Short(tokens.SavedTokens)} ({Numerals.Percent(tokens.SavedShare)})",
                ],
            ],
        ]);

    private static IReadOnlyList<string> Sureness(string which, long samples, TokenConfidence? means) =>
    [
        which, Numerals.Count(samples), Nats(means?.Mean), Nats(means?.Tail), Nats(means?.Lowest), Nats(means?.Bottom), Numerals.Unknown,
        Numerals.Unknown,
    ];

    private static string Nats(double? value) =>
        value?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) ?? Numerals.Unknown;

    /// <summary>How programs fared in their tests.</summary>
    public static FigureTable Tests(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["end of the tests", "programs"],
        run => runs[run].Report.Tests.Select(static t => (IReadOnlyList<string>)[t.Name, Numerals.Count(t.Programs)]));

    /// <summary>Round by round, then the choice beside the votes over the first round.</summary>
    public static FigureTable Rounds(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["round", "attempts", "one of them [95 %]", "vote [95 %]", "any right", "tokens per problem", "problems"],
        run => runs[run].Report.Rounds is not { } rounds ? [] : [.. rounds.Rounds.Select(Round), .. Beside(rounds)]);

    private static IReadOnlyList<string> Round(ReportedRound round) =>
    [
        Numerals.Count(round.Round + 1),
        round.Attempts.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture),
        Numerals.Percent(round.Right),
        Numerals.Percent(round.Vote),
        Numerals.Percent(round.Any.Value),
        Numerals.Short(round.OutputTokens),
        Numerals.Count(round.Problems),
    ];

    private static IEnumerable<IReadOnlyList<string>> Beside(ReportedRounds rounds)
    {
        if (rounds is { Chosen: { } chosen, OverFirstVote: { } difference })
            yield return
            [
                "chosen after the last", Numerals.Unknown, Numerals.Unknown, Numerals.Percent(chosen), Numerals.Unknown,
                Numerals.Short(rounds.OutputTokens), Numerals.Count(difference.Problems),
            ];
        if (rounds is { EqualSamples: { } samples, OverFirstVote: { } paired })
            yield return
            [
                "vote at equal tokens",
                samples.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
                Numerals.Unknown,
                rounds.VoteAtEqualTokens is { } vote ? Numerals.Percent(vote) : $"{rounds.Samples} samples are too few",
                Numerals.Unknown,
                Numerals.Short(rounds.OutputTokens),
                Numerals.Count(paired.Problems),
            ];
    }

    /// <summary>The score of tasks whose answers are grids.</summary>
    public static FigureTable Grids(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["test grids right, by task [95 %]", "attempts at each", "tasks", "test grids"],
        run => runs[run].Report.Grids is not { } grids ? [] : [(IReadOnlyList<string>)
        [
            Numerals.Percent(grids.Score), Numerals.Count(grids.Attempts), Numerals.Count(grids.Tasks), Numerals.Count(grids.Grids),
        ]]);

    /// <summary>Selectors on the same ballots and findings.</summary>
    public static FigureTable Selectors(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["selector", "problems right [95 %]", "over the vote [95 %]", "p", "changed", "ECE", "ECE by golds", "extra tokens", "problems"],
        run => runs[run].Selectors.Where(static s => s.OverVote is null || s.Changed > 0).Select(static s => (IReadOnlyList<string>)
        [
            s.Method,
            Numerals.Percent(s.Accuracy),
            Difference(s.OverVote),
            s.OverVote is { } paired ? Numerals.Probability(paired.PValue) : Numerals.Unknown,
            Numerals.Count(s.Changed),
            Numerals.Percent(s.Ece) + (s.IsShare ? "*" : ""),
            Numerals.Percent(s.RecalibratedEce),
            Numerals.Short(s.ExtraTokens),
            Numerals.Count(s.Problems),
        ]));

    /// <summary>Accuracy against the number of agents by selector.</summary>
    public static FigureTable SelectorCurves(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["selector", "agents k", "problems right [95 %]", "tokens per problem", "choices of k drawn", "problems"],
        run => runs[run].Report.SelectorCurves.SelectMany(static c => c.Points.Select(p => (IReadOnlyList<string>)
        [
            c.Method,
            Numerals.Count(p.Agents),
            Numerals.Percent(p.Accuracy),
            Numerals.Short(p.Tokens),
            p.Draws is { } draws ? Numerals.Count(draws) : "all",
            Numerals.Count(p.Problems),
        ])));

    /// <summary>Stop rules on the same samples.</summary>
    public static FigureTable StopRules(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        [
            "stop rule", "problems right [95 %]", "against all samples [95 %]", "other winner", "samples per problem", "saved",
            "tokens per problem", "problems",
        ],
        run => runs[run].StopRules.Select(s => (IReadOnlyList<string>)
        [
            s.Rule,
            Numerals.Percent(s.Accuracy),
            Difference(s.Change),
            Numerals.Percent(s.Changed),
            $"{s.Samples.Value:0.0} of {s.Budget}",
            Numerals.Percent(s.Saved),
            Numerals.Short(s.Tokens),
            Numerals.Count(s.Problems),
        ]));

    /// <summary>Accuracy by category.</summary>
    public static FigureTable Categories(IReadOnlyList<ReportModel> runs) => RunNames.Table(
        runs,
        ["category", "problems", "one agent", "vote of all [95 %]", "any right"],
        run => runs[run].Categories.Select(static c => (IReadOnlyList<string>)
            [
                Numerals.Shortened(c.Name, 60),
                Numerals.Count(c.Problems),
                Numerals.Percent(c.Single),
                Numerals.Percent(c.Vote),
                Numerals.Percent(c.Any),
            ]));

    /// <summary>What was spent: a row per measure, a column per run.</summary>
    public static FigureTable Cost(IReadOnlyList<ReportModel> runs) => new(
        ["spent", .. runs.Select(run => runs.Count == 1 ? "" : RunNames.Of(run))],
        [.. Measures
            .Select(measure => (IReadOnlyList<string>)[measure.Name, .. runs.Select(measure.Of)])
            .Where(static row => row.Skip(1).Any(static figure => figure != Numerals.Unknown))]);

    private static readonly (string Name, Func<ReportModel, string> Of)[] Measures =
    [
        ("calls", static r => Numerals.Count(r.Report.Usage.Calls)),
        ("tokens in", static r => Numerals.Count(r.Report.Usage.InputTokens)),
        ("tokens out", static r => Numerals.Count(r.Report.Usage.OutputTokens)),
        ("checks, of the tokens out", static r => Numerals.Percent(r.Report.CheckShare)),
        ("checks", static r => r.Report.Checks?.Warning ?? Numerals.Unknown),
        ("counted by", static r => !r.Report.Usage.IsEstimated ? Numerals.Unknown
            : r.Report.EstimatedThroughout ? "nobody: estimated" : "the endpoint, in part estimated"),
        ("tokens per sample", static r => Numerals.Short(r.TokensPerSample)),
        ("tokens per problem", static r => Numerals.Short(r.TokensPerSolution)),
        ("cost", static r => Numerals.Dollars(r.Report.Usage.Cost)),
        ("cost per problem", static r => Numerals.Dollars(r.Report.Problems > 0 ? Cents(r.Report.Usage.Cost / r.Report.Problems) : null)),
        (
            "cost per right answer",
            static r => Numerals.Dollars(RightAnswers(r) is >= 1 and var right ? Cents(r.Report.Usage.Cost / (decimal)right) : null)),
    ];

    internal static string Difference(ReportedDifference? difference) =>
        difference is { } d ? $"{100 * d.Value:+0.0;−0.0;0.0} [{100 * d.Low:0.0;−0.0;0.0}, {100 * d.High:0.0;−0.0;0.0}]" : Numerals.Unknown;

    private static double RightAnswers(ReportModel run) =>
        run.Report.Selected is { Accuracy.Value: { } share } selected ? share * selected.Problems : 0;

    /// <summary>An average to a hundredth of a cent.</summary>
    private static decimal? Cents(decimal? average) => average is { } known ? Math.Round(known, 4) : null;
}
