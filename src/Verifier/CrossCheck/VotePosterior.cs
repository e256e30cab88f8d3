using MathNet.Numerics.Distributions;

namespace HeavySim.Verifier;

/// <summary>
/// How sure the vote is: the probability that the leader is more likely than the runner-up, with a uniform prior on their shares
/// (Adaptive-Consistency, Aggarwal et al. 2023, arXiv:2305.11860).
/// </summary>
internal static class VotePosterior
{
    /// <summary>P(Beta(a+1, b+1) &gt; ½) = P(Binomial(a+b+1, ½) ≤ a), for a votes against b.</summary>
    public static double Of(int leaderVotes, int runnerUpVotes) => Binomial.CDF(.5, leaderVotes + runnerUpVotes + 1, leaderVotes);

    /// <summary>The posterior of a ballot's leader; 0.5 for an empty one.</summary>
    public static double Of(Ballot ballot) => Of(ballot.LeaderVotes, ballot.RunnerUpVotes);
}
