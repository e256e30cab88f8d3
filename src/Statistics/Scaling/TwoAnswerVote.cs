using MathNet.Numerics;

namespace HeavySim.Statistics.Scaling;

/// <summary>
/// The vote on a mixture of two kinds of problems with two answers each: a share α is right with probability p1, the rest with p2. With
/// p2 &lt; 1/2 &lt; p1 more votes help the one kind and hurt the other, so accuracy may rise and then fall
/// (Chen et al. 2024, arXiv:2403.02419): F(K) = α·I_{p1}((K+1)/2, (K+1)/2) + (1-α)·I_{p2}((K+1)/2, (K+1)/2).
/// </summary>
/// <param name="EasyShare">α, in 0..1.</param>
/// <param name="Easy">p1, in 0..1.</param>
/// <param name="Hard">p2, in 0..1.</param>
public sealed record TwoAnswerVote(double EasyShare, double Easy, double Hard)
{
    /// <summary>Accuracy of the vote of an odd number of samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">K is even or not positive.</exception>
    public double Accuracy(int samples)
    {
        if (samples < 1 || samples % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, "Two answers cannot tie only with an odd number of votes.");

        var half = (samples + 1) / 2.0;
        return (EasyShare * SpecialFunctions.BetaRegularized(half, half, Easy)) + ((1 - EasyShare) * SpecialFunctions.BetaRegularized(half, half, Hard));
    }

    /// <summary>
    /// The odd number of votes with the highest accuracy when it rises and then falls, else null. F(K+2) - F(K) has the sign of
    /// α(p1q1)^m(2p1-1) - (1-α)(p2q2)^m(1-2p2) with m = (K+1)/2, which changes at
    /// m* = ln[(1-α)(1-2p2)/(α(2p1-1))] / ln[p1q1/(p2q2)].
    /// </summary>
    public int? Peak
    {
        get
        {
            if (!(Hard < 0.5 && Easy > 0.5 && Easy + Hard > 1 && EasyShare is > 0 and < 1 && Easy < 1))
                return null;

            var crossing = Math.Log((1 - EasyShare) * (1 - (2 * Hard)) / (EasyShare * ((2 * Easy) - 1)))
                / Math.Log(Easy * (1 - Easy) / (Hard * (1 - Hard)));
            return crossing < 1 ? null : (2 * ((int)Math.Floor(crossing) + 1)) - 1;
        }
    }
}
