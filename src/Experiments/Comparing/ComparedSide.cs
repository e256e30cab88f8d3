using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>One run as a comparison needs it: figures per problem, no texts.</summary>
internal sealed class ComparedSide
{
    public const string Vote = "vote";

    private readonly Dictionary<(string Id, string Question), Entry> _problems = [];

    private ComparedSide(ComparedRun side) => (Name, Run) = (side.Name, side.Run.Summary);

    public string Name { get; }

    public RunSummary Run { get; }

    /// <summary>What chose.</summary>
    public string Method { get; private set; } = Vote;

    /// <summary>
    /// True where what chose in the run learned as it went: it is let choose again, knowing all that the run has shown, as in a report.
    /// </summary>
    public bool IsDecidedAnew { get; private set; }

    /// <summary>What chose, and whether it did so again.</summary>
    public string MethodInWords => IsDecidedAnew ? $"{Method} (decided anew with all that was shown)" : Method;

    /// <summary>False where the samples are no random choice, under a stop rule or in a tree: then there is no curve.</summary>
    public bool HasCurve { get; private set; }

    /// <summary>
    /// The numbers of agents at which its selector was let choose again, ascending; empty where the vote chose, or what cannot choose
    /// again.
    /// </summary>
    public IReadOnlyList<int> Sizes { get; private set; } = [];

    public IReadOnlyDictionary<(string Id, string Question), Entry> Problems => _problems;

    public static async Task<ComparedSide> ReadAsync(ComparedRun compared, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var side = new ComparedSide(compared);
        var replay = StopReplay.Of(compared.Run, cancellationToken);
        side.HasCurve = replay.HasRandomSamples;
        // What a run decided with the little it had shown so far would look like a difference between two ensembles.
        var learned = compared.Reading is SideReading.AsRun
            ? compared.Run.Outlines().Select(static p => p.Solution?.Method).FirstOrDefault(static m => m is not null && LearnsAgain(m))
            : null;
        side.IsDecidedAnew = learned is not null;
        var selector = (compared.Reading as SideReading.Selector)?.Name ?? learned ?? Vote;
        var stopped = (compared.Reading as SideReading.Stop)?.Rule is { } rule
            ? replay.Replay([rule], replay.Budget, cancellationToken)
                .ToDictionary(static p => p[0].Id, static p => p[0], StringComparer.Ordinal)
            : null;
        var plan = new ReplayPlan(
            [selector],
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
                        : (isOwn && recorded.Solution!.Solution.Selection.Method != learned
                            ? recorded.Solution!.Grade == Grade.Correct : choice.IsRight) ? 1
                        : 0,
                    stopped is not null
                        ? stopped[id].OutputTokens
                        : (isOwn ? recorded.Solution!.Solution.Usage : choice.Expense).OutputTokens - Beside(recorded, side.Run.Settings),
                    TokensPerSample(samples));
            });
        await new SelectorReplay(compared.Run, answers).WalkAsync([plan], cancellationToken);
        return side._problems.Count > 0
            ? side
            : throw new HeavySimException($"The run {compared.Run.Summary.Name} has no graded problem to compare.");
    }

    /// <summary>Lets its selector choose again among fewer of the agents, where it can and they are a random choice.</summary>
    public async Task ReadCurveAsync(RunReader run, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        // After a plan of rounds the ballot is of those who saw what the others said: k of them are no ensemble of k.
        if (!HasCurve || Method == Vote || Run.Settings.RoundPlan is not null || !CanChooseAgain(Method))
            return;

        var curves = await SelectorCurves.TrialsAsync(run, [Method], answers, golds: 0, pool: null, cancellationToken);
        if (curves.Count == 0)
            return;

        var points = curves[0].Points;
        Sizes = [.. points.Select(static p => p.Agents)];
        foreach (var (size, (problem, share)) in points.SelectMany(static p => p.Shares().Select(s => (p.Agents, s))))
        {
            if (_problems.TryGetValue(problem, out var entry))
                entry.BySize[size] = share;
        }
    }

    private static bool LearnsAgain(string method) => SelectorCatalog.Learns(method) && CanChooseAgain(method);

    /// <summary>False for what asks a model, and for what was learned and is in no file any more.</summary>
    private static bool CanChooseAgain(string method)
    {
        try
        {
            return SelectorCatalog.NeedsNoCalls(method) && SelectorCatalog.Create(method, new SelectorOptions()) is not null;
        }
        catch (HeavySimException)
        {
            return false;
        }
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
    public sealed record Entry(ProblemCurve Curve, string? Category, double Right, double? Tokens, double? TokensPerSample)
    {
        /// <summary>What its selector makes of it with k agents, by k; empty where there is no such curve, or not of it.</summary>
        public Dictionary<int, SubsetShare> BySize { get; } = [];
    }
}
