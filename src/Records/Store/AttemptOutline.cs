namespace HeavySim.Records.Store;

/// <summary>An attempt without its texts: what statistics need.</summary>
/// <param name="Agent">The agent's index.</param>
/// <param name="Sample">The number of the sample.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Outcome">As <see cref="Core.Outcome.Name"/>.</param>
/// <param name="AnswerKey">The canonical answer, or null when there is none.</param>
/// <param name="Grade">Its mark.</param>
/// <param name="Confidence">The model's own confidence in 0..1, or null.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="Started">When it began, from the beginning of the solve.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">Why it failed or timed out; null for all others.</param>
/// <param name="IsUnsettled">True when whoever goes on with the run makes it again.</param>
/// <param name="PassedShare">
/// The share that passed of the samples that were judged together with this one, where it is not known which; else null.
/// </param>
internal sealed record AttemptOutline(
    int Agent,
    int Sample,
    string Model,
    string Outcome,
    string? AnswerKey,
    Grade Grade,
    double? Confidence,
    Usage Usage,
    TimeSpan Started,
    TimeSpan Elapsed,
    FailureNote? Failure = null,
    bool IsUnsettled = false,
    double? PassedShare = null)
{
    /// <summary>The round it was made in, from 0.</summary>
    public int Round { get; init; }

    /// <summary>How sure its model was, token by token; null where that was not measured.</summary>
    public TokenConfidence? TokenConfidence { get; init; }

    /// <summary>True when it was ended while it ran, as its model grew unsure: no sample, and no failure.</summary>
    public bool IsCut => Outcome == "cut";

    /// <summary>
    /// True for a sample in the sense of the estimators: the model was heard, with an answer or without, and had not seen what others said.
    /// </summary>
    public bool IsSample => Round == 0 && IsHeard;

    /// <summary>True when the model was heard, in whatever round.</summary>
    public bool IsHeard => Outcome is "answered" or "abstained";
}
