namespace HeavySim.Records.Recorded;

/// <summary>An attempt and its mark.</summary>
/// <param name="Attempt">The attempt, however it ended.</param>
/// <param name="Grade">Its mark; <see cref="Grade.Ungraded"/> where there is no gold.</param>
/// <param name="Checker">Who marked it: name and version of the answer engine, or of the source of an import; null when ungraded.</param>
public sealed record RecordedAttempt(Attempt Attempt, Grade Grade, string? Checker)
{
    /// <summary>
    /// True for a sample in the sense of the estimators: the model was heard, with an answer or without, and had not seen what others said.
    /// </summary>
    internal bool IsSample => Attempt is { Round: 0, Outcome: Outcome.Answered or Outcome.Abstained };

    /// <summary>How its program fared, where it answers a code problem and was run; null otherwise.</summary>
    public TestReport? Tests { get; init; }
}
