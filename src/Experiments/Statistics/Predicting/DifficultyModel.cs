using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// A distribution of a per-problem probability, wide enough for real sets: an atom at zero, a Beta, and a flat part that keeps a few odd
/// problems (hard ones in an easy set) from bending the Beta.
/// </summary>
/// <param name="ZeroShare">The share of problems at zero.</param>
/// <param name="FlatShare">The share of problems anywhere in 0..1.</param>
/// <param name="Alpha">Of the Beta.</param>
/// <param name="Beta">Of the Beta.</param>
internal sealed record DifficultyModel(double ZeroShare, double FlatShare, double Alpha, double Beta)
{
    /// <summary>P(these c of n samples succeed), the three parts of the mixture: at zero, flat, Beta.</summary>
    public (double Zero, double Flat, double Drawn) Parts(int samples, int right, double betaLikelihood) => (
        right == 0 ? ZeroShare : 0,
        FlatShare * Math.Exp(-Math.Log(samples + 1) - Binomials.LogChoose(samples, right)),
        (1 - ZeroShare - FlatShare) * betaLikelihood);

    /// <summary>The likelihood of the Beta part alone.</summary>
    public double BetaLikelihood(int samples, int right) => Math.Exp(new ZeroInflatedBeta(0, Alpha, Beta).LogLikelihood(samples, right));

    /// <summary>Draws the probability of a problem of which so many samples succeeded.</summary>
    public double DrawGiven(int samples, int right, ref RandomStream random)
    {
        var (zero, flat, drawn) = Parts(samples, right, BetaLikelihood(samples, right));
        return Draws.Index(ref random, [zero, flat, drawn], zero + flat + drawn) switch
        {
            0 => 0,
            1 => Draws.Beta(ref random, right + 1, samples - right + 1),
            _ => Draws.Beta(ref random, Alpha + right, Beta + samples - right),
        };
    }
}
