namespace HeavySim.Verifier;

/// <summary>What an attempt tells of itself, on scales on which answers can be held against each other.</summary>
internal static class AttemptMeasure
{
    // What is stated as certain is not infinitely so.
    private const double Edge = .02;

    /// <summary>Log odds of the confidence it states, or null where it states none.</summary>
    public static double? Confidence(Attempt attempt) =>
        attempt.Confidence is { } confidence ? LogOdds.Of(Math.Clamp(confidence, Edge, 1 - Edge)) : null;

    /// <summary>The logarithm of its output tokens, or of its characters where none were counted; null where it has neither.</summary>
    public static double? Length(Attempt attempt) =>
        (attempt.Usage.OutputTokens ?? attempt.Text?.Length) is { } length and > 0 ? Math.Log(length) : null;

    /// <summary>The mean confidence of its tokens, in nats, or null where no log-probabilities are known.</summary>
    public static double? Tokens(Attempt attempt) => attempt.TokenConfidence?.Mean;
}
