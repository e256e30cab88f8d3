using HeavySim.Experiments.Comparing;

namespace HeavySim.Experiments.Reports;

/// <summary>
/// What a run has shown, in figures: the JSON document of <c>run</c> and <c>report</c>. Shares are in 0..1, unknown is null.
/// </summary>
public sealed record RunReport
{
    /// <summary>The run's name.</summary>
    public required string Run { get; init; }

    /// <summary>Problems with at least one recorded attempt or a solution.</summary>
    public required int Problems { get; init; }

    /// <summary>Attempts that ended with an answer or abstained, of rounds the first alone: what the curve draws from.</summary>
    public required long Samples { get; init; }

    /// <summary>Problems of the run's set, as far as its limit reaches: those of which nothing is recorded are among them.</summary>
    public int ProblemsInSet { get; init; }

    /// <summary>
    /// Problems of the set that have no solution, whatever kept them from it; the run's command goes on with them. Null for imported
    /// samples.
    /// </summary>
    public int? Unfinished { get; init; }

    /// <summary>Those of them at which an endpoint's failure ended an attempt that is still to be made again; null as that is.</summary>
    public int? Lost { get; init; }

    /// <summary>Attempts that failed, or timed out, and that the run's command makes again.</summary>
    public long UnsettledAttempts { get; init; }

    /// <summary>
    /// Attempts that the run's command still makes: those that unfinished problems lack, and those that failed and are made again. Null
    /// where a stop rule, a tree or rounds decide how many there are, and for imported samples.
    /// </summary>
    public long? MissingAttempts { get; init; }

    /// <summary>The most samples any problem has; the curve's last k.</summary>
    public required int SamplesPerProblem { get; init; }

    /// <summary>The seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>True when the model was simulated: then times and costs are simulated too.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Samples with an answer and a mark, right or wrong.</summary>
    public required long Graded { get; init; }

    /// <summary>Samples without an answer.</summary>
    public required long Abstained { get; init; }

    /// <summary>Attempts that failed or timed out: no samples, in no denominator.</summary>
    public required long Failed { get; init; }

    /// <summary>The causes of these failures, and of those that were made again; empty where nothing failed.</summary>
    public IReadOnlyList<ReportedFailure> Failures { get; init; } = [];

    /// <summary>Attempts cancelled by a stop rule or a budget, whether begun or not.</summary>
    public required long Cancelled { get; init; }

    /// <summary>Samples with an answer and no mark: the problem has no gold, or nobody ran the code that was asked for.</summary>
    public required long Ungraded { get; init; }

    /// <summary>Problems without a gold; they are in no denominator.</summary>
    public required int ProblemsWithoutGold { get; init; }

    /// <summary>
    /// Problems with a gold, or some marks, of which not every answer has one: right cannot be told from wrong, and they are in no
    /// denominator.
    /// </summary>
    public int UngradedProblems { get; init; }

    /// <summary>Problems of the set whose records name a tolerance: numbers within it of the gold are right.</summary>
    public int ProblemsWithTolerance { get; init; }

    /// <summary>Problems that no agent answered, each with its reason in the store.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Problems at which a stop rule left attempts undrawn.</summary>
    public required int CurtailedProblems { get; init; }

    /// <summary>
    /// Accuracy against the number of samples, for every k; empty where problems were curtailed or attempts cut: what their samples would
    /// have said is not known.
    /// </summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>
    /// pass@k for every k over the problems of which it is recorded how many samples passed, and not which (pass@1 of other programs);
    /// empty where there are none. They are in no point of the curve.
    /// </summary>
    public IReadOnlyList<ReportedPass> Passed { get; init; } = [];

    /// <summary>What the run's own ensemble chose, or null when nothing was selected (an import).</summary>
    public required ReportedSelection? Selected { get; init; }

    /// <summary>
    /// Where attempts went on from each other in rounds: accuracy by round, and the choice beside the vote at equal tokens; null elsewhere.
    /// </summary>
    public ReportedRounds? Rounds { get; init; }

    /// <summary>The score of ARC tasks, where the answers are grids; null elsewhere.</summary>
    public ReportedGrids? Grids { get; init; }

    /// <summary>How programs fared in their tests, where any was run; empty elsewhere.</summary>
    public IReadOnlyList<ReportedTestEnd> Tests { get; init; } = [];

    /// <summary>All that was spent, by this command and by those before it.</summary>
    public required Usage Usage { get; init; }

    /// <summary>
    /// The share of the output tokens that went to the cross-check, and to a selector that asks a model, in 0..1; null where nobody checks.
    /// </summary>
    public double? CheckShare { get; init; }

    /// <summary>The calls of the cross-check; null where nobody checks.</summary>
    public ReportedChecks? Checks { get; init; }

    /// <summary>True when the endpoint counted none of these tokens, as far as is recorded: all are estimates.</summary>
    public bool EstimatedThroughout { get; init; }

    /// <summary>Wall time of this command, on the clock of the run's world, or null when it is not known.</summary>
    public required double? ElapsedSeconds { get; init; }

    /// <summary>True when this command went on with a run: then its time is not that of all that was spent.</summary>
    public bool Resumed { get; init; }

    /// <summary>Seconds from the first assignment to the answer, over problems with an answer; null where there is none.</summary>
    public required ReportedLatency? TimeToSolution { get; init; }

    /// <summary>How the simulated endpoint carried the run; null for a real one, and in a report.</summary>
    public EndpointStatistics? Endpoint { get; init; }

    /// <summary>
    /// How much compute each problem got, where that follows the difficulty; null where every agent was asked at every problem.
    /// </summary>
    public ReportedDial? Dial { get; init; }

    /// <summary>Which agents had which tools; empty where none were asked for.</summary>
    public IReadOnlyList<ToolUse> Tools { get; init; } = [];

    /// <summary>Samples that state a confidence; with none, selectors and stop rules that read confidences see none.</summary>
    public long StatedConfidences { get; init; }

    /// <summary>
    /// How sure the models were of their tokens, and what was cut; null where no log-probabilities are on record.
    /// </summary>
    public ReportedTokens? Tokens { get; init; }

    /// <summary>
    /// The golds that curves and selectors of this report were fitted with; null where none were asked for. No choice of the run itself
    /// knew any.
    /// </summary>
    public ReportedGolds? Golds { get; init; }

    /// <summary>What selectors make of the recorded candidates; null where it was not asked for.</summary>
    public IReadOnlyList<ReportedSelector>? Selectors { get; init; }

    /// <summary>
    /// Accuracy against the number of agents as selectors fuse them: the run's own where it is not the vote, and those that were asked for;
    /// empty where there is no curve, or only the vote.
    /// </summary>
    public IReadOnlyList<SelectorCurve> SelectorCurves { get; init; } = [];

    /// <summary>
    /// What stop rules would have saved and changed; null where it was not asked for, or the run has not what it takes to tell.
    /// </summary>
    public IReadOnlyList<ReportedStopRule>? StopRules { get; init; }
}
