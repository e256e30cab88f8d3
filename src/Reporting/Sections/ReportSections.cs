using HeavySim.Experiments.Reports;

namespace HeavySim.Reporting;

/// <summary>
/// The sections of a report, in order, for the page and for Markdown. A new one is a chart or a table of its own and an entry here.
/// </summary>
internal static class ReportSections
{
    private const string Selectors =
        "The ballots and findings of the run, chosen from anew with all it has shown, without a call: paired differences to the vote on "
            + "the same problems; who never differs from it is left out. ECE with *: what is claimed is a share and no probability; by "
            + "golds: after Platt scaling by the golds of other problems. No selector can pass the share of problems on which some answer "
            + "is right.";

    private const string StopRules =
        "The same samples in the orders they might have come, asked one after another: what each rule would have saved, and lost. "
        + "Other winner: the vote at the stop has another winner than the vote over all samples.";

    /// <summary>Every section.</summary>
    public static IReadOnlyList<ReportSection> All { get; } =
    [
        new(CurveChart.Name, CurveChart.Of) { IsLookedFor = true },
        new("passed")
        {
            Title = "Passed, as recorded",
            Table = RunTables.Passed,
            Note = static _ => "Of these problems it is recorded how many samples passed, not which: pass@k can be told, a vote cannot.",
        },
        new(TokensChart.Name, TokensChart.Of),
        new(LatencyChart.Name, LatencyChart.Of) { IsHalf = true },
        new(CalibrationChart.Name, CalibrationChart.Of) { IsHalf = true },
        new(DifficultyChart.Name, DifficultyChart.Of) { IsHalf = true },
        new("cost")
        {
            Title = "Cost",
            Table = RunTables.Cost,
            Note = static runs => runs.All(static r => r.Report.Simulated)
                ? "Simulated tokens and prices."
                : "What was not recorded is left out, or a dash, and in no sum.",
            IsHalf = true,
        },
        new("rounds")
        {
            Title = "Rounds",
            Table = RunTables.Rounds,
            Note = static runs => string.Join(" ", runs.Select(static r => r.Report.Rounds).OfType<ReportedRounds>().Select(Rounds)),
        },
        new("grids")
        {
            Title = "Grids",
            Table = RunTables.Grids,
            Note = static _ => "Attempts at a test grid are its most voted grids; a task's score is the share of its test grids that one "
                + "solves.",
        },
        new("tests")
        {
            Title = "Tests",
            Table = RunTables.Tests,
            Note = static _ => "A program's tests run in their order and stop at the first that fails.",
        },
        new("tokens")
        {
            Title = "Token confidence",
            Table = RunTables.Tokens,
            Note = static _ => "How sure the models were of their tokens, in nats: minus the mean logarithm over the likeliest candidates. "
                + "What was cut is no sample; what that saved is estimated from the whole attempts at the same problem.",
        },
        new("selectors") { Title = "Selectors", Table = RunTables.Selectors, Note = static runs => Selectors + Unstated(runs) },
        new("selector-curves")
        {
            Title = "Selectors against agents",
            Table = RunTables.SelectorCurves,
            Note = static _ => "Selectors over k of the run's agents, with what their answers and they as checkers brought; "
                + "fusion is fitted anew to each k, and decides with what the whole run has shown. Tokens are those of "
                + "the attempts and of the findings read.",
        },
        new("stop-rules") { Title = "Stop rules", Table = RunTables.StopRules, Note = static runs => StopRules + Unstated(runs) },
        new("categories")
        {
            Title = "Categories",
            Table = RunTables.Categories,
            Note = static _ => "Where the ensemble helps. Ties of the vote count at their expectation.",
        },
        new("failures")
        {
            Title = "Failures",
            Table = RunTables.Failures,
            Note = static _ => "Attempts that failed or timed out are no samples. What says nothing about the model is made again when the "
                + "run goes on.",
        },
        new("recorded")
        {
            Title = "What was recorded",
            Table = RunTables.Overview,
            Note = static _ => "A failed or cancelled attempt is in no denominator; one without an answer abstained, and is.",
        },
    ];

    /// <summary>The name of every chart.</summary>
    public static IReadOnlyList<string> Charts { get; } = [.. All.Where(static s => s.Chart is not null).Select(static s => s.Name)];

    /// <summary>The chart of a name.</summary>
    /// <param name="name">One of <see cref="Charts"/>.</param>
    /// <param name="runs">At least one run.</param>
    /// <exception cref="HeavySimException">There is no such chart.</exception>
    public static Chart ChartOf(string name, IReadOnlyList<ReportModel> runs) =>
        All.FirstOrDefault(s => s.Chart is not null && s.Name == name)?.Chart?.Invoke(runs)
        ?? throw new HeavySimException($"There is no chart '{name}'. Charts: {string.Join(", ", Charts)}.");

    private static string Rounds(ReportedRounds rounds) =>
        $"{rounds.Plan}: attempts of a later round saw those of the round before, so only the first round's are independent samples; the "
        + "curve and every vote of k draw from those alone."
        + (rounds.OverFirstVote is { } first ? $" Chosen against the vote of the first round: {RunTables.Difference(first)} points." : "")
        + (rounds.OverVoteAtEqualTokens is { } equal ? $" Against the vote at equal output tokens: {RunTables.Difference(equal)} points."
            : rounds.EqualSamples is not null ? " For the vote at equal output tokens the first round has too few samples." : "");

    /// <summary>What reads confidences has nothing to read where none are on record.</summary>
    private static string Unstated(IReadOnlyList<ReportModel> runs) =>
        runs.All(static r => r.Report.StatedConfidences == 0)
            ? " No sample states a confidence, so what goes by confidences has nothing to go by."
            : "";
}
