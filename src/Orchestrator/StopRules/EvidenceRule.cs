using HeavySim.Mathematics;

namespace HeavySim.Orchestrator;

/// <summary>
/// Stops when it is certified, at any time and however often one looks, that the leader is the model's most probable answer (its mode,
/// which need not be right): the chance of ever stopping on an answer that is not is at most ε.
/// </summary>
/// <remarks>
/// For every answer b that might be the mode, a bettor who doubts it stakes, before each vote, on the class that leads at that moment:
/// among votes for the leader or b the leader's chance is at most ½ if b is the mode, so the capital W_b is a supermartingale and ever
/// reaches 1/ε with probability at most ε (Ville's inequality). A leader is declared when the capital against every other class, and
/// against those not yet seen, has reached 1/ε. A wrong declaration needs the capital against the one true mode to have done so; hence
/// nothing is to be paid for the union over rivals, though the leader is chosen by the data. The stakes follow a uniform prior on θ in (½,
/// 1], whose Bayes factor for s against r votes is 2^(s+r+1) · P(Bin(s+r+1, ½) ≤ s) / ((s+r+1) · C(s+r, s)). Related: certified
/// self-consistency (arXiv:2510.17472).
/// </remarks>
/// <param name="name">The name it was asked for by.</param>
/// <param name="error">ε, in 0..0.5.</param>
internal sealed class EvidenceRule(string name, double error) : IStopRule
{
    // Votes of one solve stay within these; replays over shuffled samples ask for the same few values millions of times.
    private const int Tabled = 65;

    private static readonly double[] Table = [.. Enumerable.Range(0, Tabled * Tabled).Select(static i => Compute(i / Tabled, i % Tabled))];

    // What one more vote of the leader earns.
    private static readonly double[] Gains =
        [.. Enumerable.Range(0, Tabled * Tabled).Select(static i => LogEvidence((i / Tabled) + 1, i % Tabled) - Table[i])];

    private readonly double _needed = -Math.Log(error);

    public string Name => name;

    // What s votes can earn at most, against a class that is never seen, rules out most looks without replaying the bets.
    public bool ShouldStop(in VoteState vote) =>
        LogEvidence(vote.TopTwo.Leader, 0) >= _needed && LeastCapital(vote.Votes, vote.Counts.Length) >= _needed;

    /// <summary>ln of the Bayes factor of s against r votes for a pair named beforehand.</summary>
    internal static double LogEvidence(int leader, int rival) =>
        leader < Tabled && rival < Tabled ? Table[(leader * Tabled) + rival] : Compute(leader, rival);

    private static double Compute(int leader, int rival)
    {
        var votes = leader + rival;
        return ((votes + 1) * Math.Log(2)) + Math.Log(VotePosterior.Of(leader, rival)) - Math.Log(votes + 1) - Binomials.LogChoose(
            votes, leader);
    }

    /// <summary>The smallest log capital against any class but the leader, the unseen ones included, at the end of the bets.</summary>
    private static double LeastCapital(ReadOnlySpan<int> votes, int classes)
    {
        Span<double> capital = classes <= 64 ? stackalloc double[classes] : new double[classes];
        Span<int> counts = classes <= 64 ? stackalloc int[classes] : new int[classes];
        counts.Clear();
        // Classes are numbered by their first vote.
        var seen = 0;
        var unseen = 0.0;
        var leader = -1;
        foreach (var choice in votes)
        {
            if (choice < 0)
                continue;

            // Seen for the first time: it inherits what was staked against all the unseen.
            if (choice == seen)
                capital[seen++] = unseen;
            if (choice == leader)
            {
                for (var rival = 0; rival < seen; rival++)
                {
                    if (rival != leader)
                        capital[rival] += Gain(counts[leader], counts[rival]);
                }

                unseen += Gain(counts[leader], 0);
            }
            else if (leader >= 0)
            {
                capital[choice] += LogEvidence(counts[leader], counts[choice] + 1) - LogEvidence(counts[leader], counts[choice]);
            }

            counts[choice]++;
            if (leader < 0 || counts[choice] > counts[leader])
                leader = choice;
        }

        var least = unseen;
        for (var rival = 0; rival < seen; rival++)
        {
            if (rival != leader)
                least = Math.Min(least, capital[rival]);
        }

        return least;
    }

    private static double Gain(int leader, int rival) => leader < Tabled && rival < Tabled
        ? Gains[(leader * Tabled) + rival]
        : LogEvidence(leader + 1, rival) - LogEvidence(leader, rival);
}
