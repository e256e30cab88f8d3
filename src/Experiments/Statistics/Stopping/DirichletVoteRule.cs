using MathNet.Numerics;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// The Dirichlet form of adaptive consistency (arXiv:2305.11860): stops when the leader is the most probable of all answers seen with the
/// given posterior probability, under a uniform prior on their shares. One unseen answer stands in while only one has been seen.
/// </summary>
/// <remarks>
/// Shares that are Dirichlet are independent Gamma(votes+1) variables over their sum, so the probability is one integral,
/// ∫ g(x; leader) Π G(x; rival) dx, done by quadrature where the published code simulates.
/// </remarks>
/// <param name="level">The posterior probability, in 0..1.</param>
public sealed class DirichletVoteRule(double level = 0.95) : IVoteRule
{
    private const int Degree = 127;

    /// <inheritdoc/>
    public string Name => $"dirichlet:{level}";

    /// <inheritdoc/>
    public bool IsOrderFree => true;

    /// <summary>The posterior probability that the first of these classes is the most probable.</summary>
    /// <param name="votes">Votes per class, most first; at least one.</param>
    public static double Certainty(ReadOnlySpan<int> votes)
    {
        var shape = votes[0] + 1.0;
        // Below and above these ends the leader's gamma density holds less than 1e-12.
        var low = Math.Max(0, shape - (8 * Math.Sqrt(shape)));
        var high = shape + (8 * Math.Sqrt(shape)) + 30;
        var rule = GaussLegendre.ForDegree(Degree);
        var sum = 0.0;
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            var x = low + ((high - low) * rule.Nodes[i]);
            var value = Math.Exp(((shape - 1) * Math.Log(x)) - x - SpecialFunctions.GammaLn(shape));
            for (var j = 1; j < Math.Max(2, votes.Length) && value > 1e-14; j++)
                value *= SpecialFunctions.GammaLowerRegularized(j < votes.Length ? votes[j] + 1 : 1, x);
            sum += rule.Weights[i] * value;
        }

        return Math.Min(1, sum * (high - low));
    }

    /// <inheritdoc/>
    public bool ShouldStop(in VoteState state)
    {
        // The certainty against all rivals is at most that against the nearest, which is one closed form.
        return state.Leader > 0 && BetaVoteRule.Certainty(state.Leader, state.RunnerUp) >= level && Certainty(state.Votes) >= level;
    }
}
