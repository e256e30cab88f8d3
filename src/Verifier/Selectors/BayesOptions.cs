namespace HeavySim.Verifier;

/// <summary>What <c>bayes</c> assumes of the votes.</summary>
internal sealed record BayesOptions
{
    /// <summary>
    /// Chance of one answer being right, in 0..1; 0.5 by default. Below an even guess over the options it counts as slightly better than
    /// one.
    /// </summary>
    public double SolveRate { get; init; } = .5;

    /// <summary>
    /// How many wrong answers there are to choose from, 1 or more; null (the default) for the choices of the problem less one, or 4.
    /// </summary>
    public int? WrongAnswers { get; init; }

    /// <summary>Correlation of the votes for one answer, in 0..1, beyond what the problem's difficulty explains; 0.1 by default.</summary>
    public double VoteCorrelation { get; init; } = .1;

    /// <summary>Correlation of the verdicts on one answer, in 0..1: checkers fall for the same slips; 0.2 by default.</summary>
    public double VerdictCorrelation { get; init; } = .2;
}
