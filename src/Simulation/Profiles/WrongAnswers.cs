namespace HeavySim.Simulation;

/// <summary>
/// What a model says when it is wrong. One answer per problem, the attractor, draws a share w ~ Beta of the wrong attempts; the rest is
/// spread over further wrong answers by Zipf's law.
/// </summary>
public sealed record WrongAnswers
{
    /// <summary>First parameter of the attractor's share; default 2.</summary>
    public double AttractorAlpha { get; set; } = 2;

    /// <summary>Second parameter of the attractor's share; default 2.</summary>
    public double AttractorBeta { get; set; } = 2;

    /// <summary>Exponent of the tail, 0 (even) and up; default 1.5.</summary>
    public double ZipfExponent { get; set; } = 1.5;

    /// <summary>
    /// Different wrong answers per problem, 1..64; default 12. Multiple choice and yes/no problems have as many as their form allows.
    /// </summary>
    public int Classes { get; set; } = 12;

    /// <summary>
    /// Probability that a model shares the problem's own attractor rather than having one of its own; default 0.8. Different models that
    /// both err agree far more often than by chance (Kim et al. 2025, arXiv:2506.07962).
    /// </summary>
    public double SharedAttractor { get; set; } = 0.8;

    /// <summary>Probability that an attempt ends without an answer though nothing cut it; default 0.01.</summary>
    public double Abstain { get; set; } = 0.01;

    internal IEnumerable<string> Errors()
    {
        if (AttractorAlpha is not (> 0 and < 1e6))
            yield return "wrongAnswers.attractorAlpha must be above 0";
        if (AttractorBeta is not (> 0 and < 1e6))
            yield return "wrongAnswers.attractorBeta must be above 0";
        if (ZipfExponent is not (>= 0 and <= 20))
            yield return "wrongAnswers.zipfExponent must be in 0..20";
        if (Classes is < 1 or > 64)
            yield return "wrongAnswers.classes must be in 1..64";
        if (SharedAttractor is not (>= 0 and <= 1))
            yield return "wrongAnswers.sharedAttractor must be in 0..1";
        if (Abstain is not (>= 0 and < 1))
            yield return "wrongAnswers.abstain must be in 0..1, below 1";
    }
}
