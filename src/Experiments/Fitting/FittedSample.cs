namespace HeavySim.Experiments.Fitting;

/// <summary>A graded sample as the fits see it.</summary>
/// <param name="Attempt">The sample.</param>
/// <param name="Hardness">The share of its problem's samples that are not right, in 0..1.</param>
internal sealed record FittedSample(AttemptOutline Attempt, double Hardness)
{
    /// <summary>True when it gave a wrong answer.</summary>
    public bool IsWrong => Attempt.Grade == Grade.Incorrect;
}
