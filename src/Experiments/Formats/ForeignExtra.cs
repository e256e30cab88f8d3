namespace HeavySim.Experiments;

/// <summary>What other programs' forms have no place for, carried along under "heavysim" so that a round trip loses nothing.</summary>
/// <param name="Problem">The problem, where it is told for the first time.</param>
/// <param name="Attempts">The attempts without their texts, which stand where the form has them.</param>
internal sealed record ForeignExtra(ProblemRecord? Problem, IReadOnlyList<AttemptRecord> Attempts)
{
    /// <summary>The field it stands under.</summary>
    public const string Field = "heavysim";

    /// <summary>The attempt without what stands elsewhere; an empty text stays, to be told from none.</summary>
    public static AttemptRecord WithoutText(RecordedAttempt attempt) => AttemptRecord.Of(attempt) with { Text = attempt.Attempt.Text?.Length == 0 ? "" : null, Reasoning = null };

    /// <summary>The attempt with its text again.</summary>
    public static AttemptRecord WithText(AttemptRecord attempt, string? text) => string.IsNullOrEmpty(text) ? attempt : attempt with { Text = text };
}
