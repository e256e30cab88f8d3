using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Comparing;

/// <summary>One run as a comparison needs it: figures per problem, no texts.</summary>
internal sealed class ComparedSide
{
    private const string Vote = "vote";

    private readonly Dictionary<(string Id, string Question), Entry> _problems = [];

    private ComparedSide(ComparedRun side) => (Name, Run) = (side.Name, side.Run.Summary);

    public string Name { get; }

    public RunSummary Run { get; }

    /// <summary>What chose.</summary>
    public string Method { get; private set; } = Vote;

    /// <summary>False where the samples are no random choice, under a stop rule or in a tree: then there is no curve.</summary>
    public bool HasCurve { get; private set; }

    public IReadOnlyDictionary<(string Id, string Question), Entry> Problems => _problems;

    public static async Task<ComparedSide> ReadAsync(ComparedRun compared, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var side = new ComparedSide(compared);
        var replay = StopReplay.Of(compared.Run, cancellationToken);
        side.HasCurve = replay.HasRandomSamples;
        var selector = (compared.Reading as SideReading.Selector)?.Name ?? Vote;
        var stopped = (compared.Reading as SideReading.Stop)?.Rule is { } rule
            ? replay.Replay([rule], replay.Budget, cancellationToken)
                .ToDictionary(static p => p[0].Id, static p => p[0], StringComparer.Ordinal)
            : null;
        await new SelectorReplay(compared.Run, [selector], answers).WalkAsync(
            (recorded, _, choices) =>
            {
                var choice = choices[0];
                var id = recorded.Problem.Id;
                var isOwn = recorded.Solution is not null && compared.Reading is SideReading.AsRun;
                if ((stopped is not null && !stopped.ContainsKey(id)) || (isOwn && recorded.Solution!.Grade == Grade.Ungraded))
                    return;

                side.Method = compared.Reading switch
                {
                    SideReading.Stop stop => $"{Vote}, stop {stop.Rule.Name}",
                    SideReading.Selector => selector,
                    _ => recorded.Solution?.Solution.Selection.Method ?? Vote,
                };
                var samples = recorded.Attempts.Where(static a => a.IsSample).ToList();
                side._problems[(id, recorded.Problem.Question)] = new Entry(
                    ProblemCurve.Of(AnswerCounts.Of(samples.Select(static a => (a.Attempt.Answer?.Key, a.Grade)))),
                    recorded.Problem.Category,
                    stopped is not null ? stopped[id].Outcome.Accuracy
                        : (isOwn ? recorded.Solution!.Grade == Grade.Correct : choice.IsRight) ? 1
                        : 0,
                    stopped is not null
                        ? stopped[id].OutputTokens
                        : (isOwn ? recorded.Solution!.Solution.Usage : choice.Expense).OutputTokens - Beside(recorded, side.Run.Settings),
                    TokensPerSample(samples));
            },
            cancellationToken);
        return side._problems.Count > 0
            ? side
            : throw new HeavySimException($"The run {compared.Run.Summary.Name} has no graded problem to compare.");
    }

    /// <summary>
    /// Output tokens of first-round attempts that the rounds did not go on from: they are there to be voted on, and no part of the choice.
    /// </summary>
    private static long Beside(RecordedProblem recorded, RunSettings settings) => settings.Population is not { } population ? 0
        : recorded.Attempts.Where(a => a.Attempt.Round == 0 && a.Attempt.Agent.Index >= population)
            .Sum(static a => a.Attempt.Usage.OutputTokens ?? 0);

    private static double? TokensPerSample(List<RecordedAttempt> samples) =>
        samples.TrueForAll(static s => s.Attempt.Usage.OutputTokens is not null)
            ? samples.Average(static s => (double)s.Attempt.Usage.OutputTokens!.Value)
            : null;

    /// <summary>One problem.</summary>
    /// <param name="Curve">The exact curve of its vote.</param>
    /// <param name="Category">Its category.</param>
    /// <param name="Right">Whether the choice is right, 0 or 1; under a replayed stop rule the chance of it.</param>
    /// <param name="Tokens">Output tokens that the choice took, checks and selection included; null when not known.</param>
    /// <param name="TokensPerSample">Mean output tokens of a sample, or null when not known.</param>
    public sealed record Entry(ProblemCurve Curve, string? Category, double Right, double? Tokens, double? TokensPerSample);
}
