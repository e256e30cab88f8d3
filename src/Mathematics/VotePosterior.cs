namespace HeavySim.Mathematics;

/// <summary>
/// How sure a vote is: the probability that the leader is more likely than the runner-up, with a uniform prior on their shares
/// (Adaptive-Consistency, Aggarwal et al. 2023, arXiv:2305.11860), in closed form.
/// </summary>
internal static class VotePosterior
{
    // Votes of one solve stay within these; replays over shuffled samples ask for the same few values millions of times.
    private const int Tabled = 65;

    // 0 where not asked for yet. Two threads may compute the same value; both compute the same number.
    private static readonly double[] Table = new double[Tabled * Tabled];

    /// <summary>P(Beta(a+1, b+1) &gt; ½) = P(Binomial(a+b+1, ½) ≤ a), for a votes against b.</summary>
    public static double Of(int leader, int runnerUp)
    {
        if (leader >= Tabled || runnerUp >= Tabled)
            return Compute(leader, runnerUp);

        ref var known = ref Table[(leader * Tabled) + runnerUp];
        return known > 0 ? known : known = Compute(leader, runnerUp);
    }

    private static double Compute(int leader, int runnerUp) => Binomials.Cumulative(leader + runnerUp + 1, leader, .5);
}
