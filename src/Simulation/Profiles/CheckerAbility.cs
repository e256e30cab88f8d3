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
        if (!double.IsFinite(SelfKnowledge))
            yield return "checker.selfKnowledge must be a finite number";
    }
}
