namespace HeavySim.Records.Recorded;

/// <summary>Everything a run recorded of one problem.</summary>
/// <param name="Ordinal">The problem's place in its set, from 0.</param>
/// <param name="Problem">The problem.</param>
/// <param name="Attempts">Its attempts by agent, then by sample; empty while none has ended.</param>
/// <param name="Solution">Its solution, or null while it is not solved (or was imported).</param>
public sealed record RecordedProblem(int Ordinal, Problem Problem, IReadOnlyList<RecordedAttempt> Attempts, RecordedSolution? Solution)
{
    /// <summary>
    /// Whether right can be told from wrong: by a gold, or by the marks of whoever recorded the answers (a judge, unit tests). An answer
    /// that nobody marked (code that nobody ran) is neither, so the problem is in no share with it.
    /// </summary>
    public bool IsGraded => (Problem.Gold is not null || Attempts.Any(static a => a.Grade is Grade.Correct or Grade.Incorrect))
        && !Attempts.Any(static a => a.Attempt.Answer is not null && a.Grade == Grade.Ungraded);
}
