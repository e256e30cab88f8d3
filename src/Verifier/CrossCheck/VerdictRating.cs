namespace HeavySim.Verifier;

/// <summary>A verdict as a rating.</summary>
internal static class VerdictRating
{
    // A verdict that does not say how sure it is. Assumed.
    private const double Unstated = .75;

    /// <summary>
    /// How likely the checker says the answer is right, in 0..1: its confidence in "correct", 1 less that in "incorrect", even when unsure;
    /// null when it gave no verdict.
    /// </summary>
    public static double? RightProbability(this Verdict verdict) => verdict.Judgement switch
    {
        Judgement.Correct => verdict.Confidence ?? Unstated,
        Judgement.Incorrect => 1 - (verdict.Confidence ?? Unstated),
        Judgement.Unsure => .5,
        _ => null,
    };
}
