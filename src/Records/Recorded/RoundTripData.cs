namespace HeavySim.Records.Recorded;

/// <summary>What other programs' forms have no place for, carried along under "heavysim" so that a round trip loses nothing.</summary>
/// <param name="Problem">The problem, where it is told for the first time.</param>
/// <param name="Attempts">The attempts without their texts, which stand where the form has them.</param>
/// <param name="Solution">The problem's solution, with the last of its attempts.</param>
/// <param name="Run">The run's settings, once at the beginning: without them a stopped run would look like a full one.</param>
internal sealed record RoundTripData(
    ProblemRecord? Problem, IReadOnlyList<AttemptRecord> Attempts, SolutionRecord? Solution = null, RunRecord? Run = null)
{
    /// <summary>The field it stands under.</summary>
    public const string Field = "heavysim";

    /// <summary>What is carried along in an object, or null when it comes from elsewhere.</summary>
    /// <exception cref="HeavySim.Core.HeavySimException">It does not fit; the message names file and line.</exception>
    public static RoundTripData? Of(JsonElement json, SourceRecord record, string path) =>
        json.Member(Field) is { } field
            ? RecordError.Parsed(field, OwnJson.Readable.RoundTripData, record, path, $"\"{Field}\" field")
            : null;

    /// <summary>The attempt without what stands elsewhere; an empty text stays, to be told from none.</summary>
    public static AttemptRecord WithoutText(RecordedAttempt attempt) =>
        AttemptRecord.Of(attempt) with { Text = attempt.Attempt.Text?.Length == 0 ? "" : null, Reasoning = null };

    /// <summary>The attempt with its text again.</summary>
    public static AttemptRecord WithText(AttemptRecord attempt, string? text) =>
        string.IsNullOrEmpty(text) ? attempt : attempt with { Text = text };
}
