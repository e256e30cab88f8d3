namespace HeavySim.Records.Recorded;

/// <summary>A solution with its grade as JSON, without its problem and attempts, which are recorded beside it.</summary>
internal sealed record SolutionRecord
{
    public string Record { get; init; } = OwnRecords.Solution;

    public required string Problem { get; init; }

    public required string Method { get; init; }

    public AnswerRecord? Answer { get; init; }

    public double? Confidence { get; init; }

    public IReadOnlyList<ScoredAnswer>? Ranking { get; init; }

    public string? Rationale { get; init; }

    public required Usage SelectionUsage { get; init; }

    public required BallotRecord Ballot { get; init; }

    public IReadOnlyList<MissingAttempt>? Missing { get; init; }

    public string? Stopped { get; init; }

    public required Usage Usage { get; init; }

    public decimal ElapsedSeconds { get; init; }

    public Grade? Grade { get; init; }

    public string? Checker { get; init; }

    /// <summary>How the program of a code problem fared in its tests.</summary>
    public TestReport? Tests { get; init; }

    /// <summary>What the cross-check found; null where findings are kept apart.</summary>
    public IReadOnlyList<FindingRecord>? Findings { get; init; }

    /// <summary>The search tree, parents before children; null where there was none.</summary>
    public IReadOnlyList<SearchNode>? Tree { get; init; }

    public static SolutionRecord Of(RecordedSolution recorded)
    {
        var solution = recorded.Solution;
        return new()
        {
            Problem = solution.Problem.Id,
            Method = solution.Selection.Method,
            Answer = AnswerRecord.Of(solution.Selection.Answer),
            Confidence = solution.Selection.Confidence is { } confidence && double.IsFinite(confidence) ? confidence : null,
            Ranking = [.. solution.Selection.Ranking.Select(static a => double.IsFinite(a.Score) ? a : a with { Score = 0 })],
            Rationale = solution.Selection.Rationale,
            SelectionUsage = solution.Selection.Usage,
            Ballot = BallotRecord.Of(solution.Ballot),
            Missing = solution.Missing,
            Stopped = solution.Stopped,
            Usage = solution.Usage,
            ElapsedSeconds = Seconds.Of(solution.Elapsed),
            Grade = recorded.Grade,
            Checker = recorded.Checker,
            Tests = recorded.Tests,
            Findings = [.. solution.Findings.Select(FindingRecord.Of)],
            Tree = solution.Tree.Count > 0 ? solution.Tree : null,
        };
    }

    /// <summary>The solution, put together with what is recorded beside it.</summary>
    public RecordedSolution ToSolution(Problem problem, IReadOnlyList<Attempt> attempts, IReadOnlyList<Finding> findings) => new(
        new Solution
        {
            Problem = problem,
            Selection = new Selection
            {
                Method = Method,
                Answer = AnswerRecord.ToAnswer(Answer),
                Confidence = Confidence,
                Ranking = Ranking ?? [],
                Rationale = Rationale ?? "",
                Usage = SelectionUsage,
            },
            // Who revised its answer votes by the attempt that its revision made.
            Ballot = Ballot.ToBallot(attempts.Concat(findings.OfType<Revision>().Select(static r => r.Attempt))),
            Attempts = attempts,
            Findings = findings,
            Tree = Tree ?? [],
            Missing = Missing ?? [],
            Stopped = Stopped,
            Usage = Usage,
            Elapsed = Seconds.ToTime(ElapsedSeconds),
        },
        Grade ?? Core.Grade.Ungraded,
        Checker)
        {
            Tests = Tests,
        };
}
