namespace HeavySim.Records.Store;

/// <summary>What a run recorded of one problem, without any texts.</summary>
/// <param name="Ordinal">The problem's place in its set, from 0.</param>
/// <param name="Id">The problem's id.</param>
/// <param name="Category">Its category, or null.</param>
/// <param name="HasGold">Whether right can be told from wrong: by a gold, or by the marks of whoever recorded the answers.</param>
/// <param name="Attempts">Its attempts by agent, then by sample.</param>
/// <param name="Solution">Its solution, or null.</param>
internal sealed record ProblemOutline(
    int Ordinal, string Id, string? Category, bool HasGold, IReadOnlyList<AttemptOutline> Attempts, SolutionOutline? Solution)
{
    /// <summary>The task whose test grid the problem asks for, where its answer is a grid; null for all others.</summary>
    public string? GridTask { get; init; }

    /// <summary>As <see cref="Recorded.RecordedProblem.IsGraded"/>: every answer is right or wrong, and none without a mark.</summary>
    public bool IsGraded => HasGold && !Attempts.Any(static a => a.AnswerKey is not null && a.Grade == Grade.Ungraded);
}
