namespace HeavySim.Statistics.Predicting;

/// <summary>
/// A distribution of a per-problem probability, wide enough for real sets: an atom at zero, and two Betas, as sets are often an easy part
/// and a hard part put together.
/// </summary>
/// <param name="ZeroShare">The share of problems at zero.</param>
/// <param name="SecondShare">The share of the second Beta among the others.</param>
/// <param name="First">The first Beta.</param>
/// <param name="Second">The second Beta.</param>
internal sealed record DifficultyModel(double ZeroShare, double SecondShare, BetaShape First, BetaShape Second)
{
    /// <summary>P(these c of n samples succeed), the three parts of the mixture: at zero, first Beta, second Beta.</summary>
    public (double Zero, double First, double Second) Parts(int samples, int right) => (
        right == 0 ? ZeroShare : 0,
        (1 - ZeroShare) * (1 - SecondShare) * First.Likelihood(samples, right),
        (1 - ZeroShare) * SecondShare * Second.Likelihood(samples, right));

    /// <summary>Draws the probability of a problem of which so many samples succeeded.</summary>
    public double DrawGiven(int samples, int right, ref RandomStream random)
    {
        var (zero, first, second) = Parts(samples, right);
        return Draws.Index(ref random, [zero, first, second], zero + first + second) switch
        {
            0 => 0,
            1 => First.DrawGiven(samples, right, ref random),
            _ => Second.DrawGiven(samples, right, ref random),
        };
    }
}
