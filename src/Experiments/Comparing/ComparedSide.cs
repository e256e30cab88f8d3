using HeavySim.Core;
using HeavySim.Experiments.Statistics;
using HeavySim.Verifier;

namespace HeavySim.Experiments;

/// <summary>One run as a comparison needs it: figures per problem, no texts.</summary>
internal sealed class ComparedSide
{
    private readonly Dictionary<(string Id, string Question), Entry> _problems = [];

    private ComparedSide(RunSummary run) => Run = run;

    public RunSummary Run { get; }

    /// <summary>The selector that chose.</summary>
    public string Method { get; private set; } = "";

    /// <summary>True when a stop rule left samples undrawn: then there is no curve.</summary>
    public bool IsCurtailed { get; private set; }

    public IReadOnlyDictionary<(string Id, string Question), Entry> Problems => _problems;

    public static async Task<ComparedSide> ReadAsync(RunReader run, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var side = new ComparedSide(run.Summary);
        var vote = SelectorCatalog.Create("vote", new SelectorOptions());
        var counted = new RunReportBuilder(run.Summary);
        foreach (var outline in run.Outlines())
            counted.Add(outline);
        side.IsCurtailed = counted.Build(elapsed: null).CurtailedProblems > 0;

        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CandidateSet.Of(recorded, answers) is not { RightKeys: { } right } set)
                continue;

            var samples = recorded.Attempts.Where(static a => a.Attempt.Outcome is Outcome.Answered or Outcome.Abstained).ToList();
            bool isRight;
            if (recorded.Solution is { } solution)
            {
                isRight = solution.Grade == Grade.Correct;
                side.Method = solution.Solution.Selection.Method;
            }
            else
            {
                var choice = await vote.SelectAsync(set.Problem, set.Ballot, set.Findings, run.Summary.Settings.Seed, cancellationToken);
                isRight = choice.Answer is { } answer && right.Contains(answer.Key);
                side.Method = "vote";
            }

            side._problems[(recorded.Problem.Id, recorded.Problem.Question)] = new Entry(
                ProblemCurve.Of(AnswerCounts.Of(samples.Select(static a => (a.Attempt.Answer?.Key, a.Grade)))),
                recorded.Problem.Category,
                isRight,
                Tokens(samples));
        }

        return side._problems.Count > 0 ? side : throw new HeavySimException($"The run {run.Summary.Name} has no graded problem to compare.");
    }

    private static double? Tokens(List<RecordedAttempt> samples) =>
        samples.TrueForAll(static s => s.Attempt.Usage.OutputTokens is not null) ? samples.Average(static s => (double)s.Attempt.Usage.OutputTokens!.Value) : null;

    /// <summary>One problem.</summary>
    /// <param name="Curve">Its exact curve.</param>
    /// <param name="Category">Its category.</param>
    /// <param name="IsRight">Whether the choice is right.</param>
    /// <param name="Tokens">Mean output tokens of a sample, or null when not known.</param>
    public sealed record Entry(ProblemCurve Curve, string? Category, bool IsRight, double? Tokens);
}
