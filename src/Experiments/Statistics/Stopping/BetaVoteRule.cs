namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Adaptive consistency (Aggarwal et al. 2023, arXiv:2305.11860): stops when the leader beats the runner-up with the given posterior
/// probability, under a uniform prior on their share. With a against b votes that is P(Beta(a+1,b+1) &gt; 1/2) = P(Bin(a+b+1, 1/2) ≤ a).
/// It certifies nothing about the other classes, nor that the leader is right.
/// </summary>
/// <param name="level">The posterior probability, in 0.5..1.</param>
public sealed class BetaVoteRule(double level = 0.95) : IVoteRule
{
    /// <inheritdoc/>
    public string Name => $"beta:{level}";

    /// <inheritdoc/>
    public bool IsOrderFree => true;

    /// <summary>The posterior probability that a leader with that many votes is ahead of its rival.</summary>
    public static double Certainty(int leader, int rival) => Binomials.Cumulative(leader + rival + 1, leader, 0.5);

    /// <inheritdoc/>
    public bool ShouldStop(in VoteState state) => state.Leader > 0 && Certainty(state.Leader, state.RunnerUp) >= level;
}
