namespace HeavySim.Simulation;

/// <summary>
/// How well the model judges answers. A judgement is the sign of a normal score whose mean is set so that over all problems the rates below
/// hold; its spread is split between the problem, the answer and the single call. Asking again averages out only the last part:
/// that is why repeated checks reach a plateau.
/// </summary>
public sealed record CheckerAbility
{
    /// <summary>True-positive rate: a right answer is called correct; 0..1, default 0.85.</summary>
    public double TruePositive { get; set; } = 0.85;

    /// <summary>False-positive rate: an ordinary wrong answer is called correct; 0..1, default 0.30.</summary>
    public double FalsePositive { get; set; } = 0.30;

    /// <summary>Share of the score's variance that belongs to the problem; default 0.15.</summary>
    public double ProblemShare { get; set; } = 0.15;

    /// <summary>Share of the score's variance that belongs to the answer judged, the same in every call; default 0.35.</summary>
    public double AnswerShare { get; set; } = 0.35;

    /// <summary>Extra credulity towards the attractor, in standard deviations of the score; default 0.3.</summary>
    public double AttractorBias { get; set; } = 0.3;

    /// <summary>Scores nearer to 0 than this, in standard deviations, are given as "unsure"; default 0.</summary>
    public double UnsureWithin { get; set; }

    /// <summary>
    /// Share of the single call's part of the variance (what <see cref="ProblemShare"/> and <see cref="AnswerShare"/> leave) that is how
    /// strict the judge happens to be: two answers rated in one call have it in common, so it cancels between them. 0..1, default 0.4.
    /// </summary>
    public double SeverityShare { get; set; } = 0.4;

    /// <summary>
    /// By how much the first of two answers rated in one call stands higher for its place alone, in standard deviations of the score;
    /// default 0.2.
    /// </summary>
    public double PlaceBias { get; set; } = 0.2;

    /// <summary>
    /// How many points of a rating from 1 to 10 a standard deviation of the score is worth; 5.5 is a score of 0; default 2.5.
    /// </summary>
    public double RatingSpread { get; set; } = 2.5;

    /// <summary>
    /// How much the model's stated confidence in its own answer tells right from wrong, in logits; default 0.8, 0 tells nothing.
    /// </summary>
    public double SelfKnowledge { get; set; } = 0.8;

    internal IEnumerable<string> Errors()
    {
        if (TruePositive is not (>= 0 and <= 1))
            yield return "checker.truePositive must be in 0..1";
        if (FalsePositive is not (>= 0 and <= 1))
            yield return "checker.falsePositive must be in 0..1";
        if (ProblemShare is not (>= 0 and <= 1))
            yield return "checker.problemShare must be in 0..1";
        if (AnswerShare is not (>= 0 and <= 1))
            yield return "checker.answerShare must be in 0..1";
        if (ProblemShare + AnswerShare > 1)
            yield return "checker.problemShare and checker.answerShare must not sum to more than 1";
        if (!double.IsFinite(AttractorBias))
            yield return "checker.attractorBias must be a finite number";
        if (UnsureWithin is not (>= 0 and < 10))
            yield return "checker.unsureWithin must be 0 or more";
        if (SeverityShare is not (>= 0 and <= 1))
            yield return "checker.severityShare must be in 0..1";
        if (!double.IsFinite(PlaceBias))
            yield return "checker.placeBias must be a finite number";
        if (RatingSpread is not (> 0 and <= 10))
            yield return "checker.ratingSpread must be more than 0 and at most 10";
        if (!double.IsFinite(SelfKnowledge))
            yield return "checker.selfKnowledge must be a finite number";
    }
}
