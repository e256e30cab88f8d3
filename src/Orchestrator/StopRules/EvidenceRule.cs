using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>
/// Stops when it is certified, at any time and however often one looks, that the leader is the model's most probable answer (its mode, which
/// need not be right): the chance of ever stopping on another one is at most ε.
/// </summary>
/// <remarks>
/// For a class i and a rival j, each later vote for one of the two is a coin; under "i is not more probable than j" the mixture of
/// likelihood ratios over a uniform prior on θ in (½, 1], E = 2^(r+s) · 2 ∫ θ^r (1-θ)^s dθ, is an e-process (after r votes for i, s for j), so by
/// Ville's inequality it ever reaches 1/α with probability at most α. The leader is chosen by the data, so the claim is a union over who it may
/// be: the k-th class to appear bets only from its appearance on (its first vote is not counted) and has the share 1/(k(k+1)) of ε, which
/// sums to 1 over all k. It must win against every rival seen and against any unseen one (s = 0). Related: certified self-consistency
/// (arXiv:2510.17472).
/// </remarks>
/// <param name="name">The name it was asked for by.</param>
/// <param name="error">ε, in 0..0.5.</param>
internal sealed class EvidenceRule(string name, double error) : IStopRule
{
    public string Name => name;

    public bool ShouldStop(in VoteState vote)
    {
        var leader = vote.Leader;
        if (leader < 0)
            return false;

        var rank = leader + 1;
        var needed = Math.Log(rank * (rank + 1.0) / error);
        var wins = vote.Counts[leader] - 1;
        if (LogEvidence(wins, 0) < needed)
            return false;

        Span<int> losses = vote.Counts.Length <= 64 ? stackalloc int[vote.Counts.Length] : new int[vote.Counts.Length];
        losses.Clear();
        foreach (var choice in vote.Votes[(vote.Votes.IndexOf(leader) + 1)..])
        {
            if (choice >= 0 && choice != leader)
                losses[choice]++;
        }

        foreach (var lost in losses)
        {
            if (lost > 0 && LogEvidence(wins, lost) < needed)
                return false;
        }

        return true;
    }

    /// <summary>ln E after r wins and s losses: ∫ over (½, 1] of θ^r (1-θ)^s = P(Bin(r+s+1, ½) ≤ r) / ((r+s+1) C(r+s, s)).</summary>
    internal static double LogEvidence(int wins, int losses)
    {
        var total = wins + losses;
        return ((total + 1) * Math.Log(2)) + Math.Log(Binomial.HalfCdf(total + 1, wins)) - Math.Log(total + 1) - Binomial.LogChoose(total, losses);
    }
}
