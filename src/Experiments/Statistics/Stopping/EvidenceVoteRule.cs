namespace HeavySim.Experiments.Statistics;

/// <summary>
/// An anytime-valid stop: the leader is declared the model's most probable answer, and the probability that this is ever declared of an
/// answer that is not is at most ε, at whatever moment one stops. It certifies the mode of the model, not that the mode is right.
/// </summary>
/// <remarks>
/// For every possible mode b a bettor who doubts it puts money, before each sample, on the class that leads at that moment: among samples
/// that give the leader or b, the leader's chance is at most 1/2 if b is the mode, so the capital W_b is a supermartingale and ever reaches
/// 1/ε with probability at most ε (Ville). A leader is declared when the capital against every other class, and against the classes not
/// yet seen, has reached 1/ε. A wrong declaration needs the capital against the one true mode to have done so: no union over rivals is to be
/// paid, though the leader is chosen by the data. The stakes follow the uniform prior on θ in (1/2, 1], whose Bayes factor for s against r
/// votes is 2^(s+r+1)·P(Bin(s+r+1, 1/2) ≤ s) / ((s+r+1)·C(s+r, s)).
/// </remarks>
/// <param name="error">ε, in 0..1.</param>
public sealed class EvidenceVoteRule(double error = 0.05) : IVoteRule
{
    /// <inheritdoc/>
    public string Name => $"evalue:{error}";

    /// <inheritdoc/>
    public bool IsOrderFree => false;

    /// <summary>ln of the Bayes factor of s against r votes for a pair that was named beforehand.</summary>
    public static double LogEvidence(int leader, int rival)
    {
        var votes = leader + rival;
        return ((votes + 1) * Math.Log(2)) + Math.Log(Binomials.Cumulative(votes + 1, leader, 0.5))
            - Math.Log(votes + 1) - Binomials.LogChoose(votes, leader);
    }

    /// <inheritdoc/>
    public bool ShouldStop(in VoteState state)
    {
        // Even against classes never seen, s votes cannot earn more than the factor for s against nothing.
        return LogEvidence(state.Leader, 0) >= Threshold && new Ledger(state.Sequence).LeastCapital() >= Threshold;
    }

    private double Threshold => -Math.Log(error);

    /// <summary>The capital against each class, replayed along the sequence.</summary>
    private sealed class Ledger
    {
        private readonly Dictionary<int, (int Votes, double Capital)> _classes = [];
        private double _unseen;
        private int _leader = -1;

        public Ledger(ReadOnlySpan<int> sequence)
        {
            foreach (var answer in sequence)
            {
                if (answer >= 0)
                    Add(answer);
            }
        }

        public double LeastCapital()
        {
            var least = _unseen;
            foreach (var (answer, (_, capital)) in _classes)
            {
                if (answer != _leader)
                    least = Math.Min(least, capital);
            }

            return least;
        }

        private void Add(int answer)
        {
            var leading = _leader < 0 ? 0 : _classes[_leader].Votes;
            // A class seen for the first time inherits the capital that was staked against all the unseen.
            var (votes, capital) = _classes.TryGetValue(answer, out var known) ? known : (0, _unseen);
            if (answer == _leader)
            {
                foreach (var (rival, entry) in _classes)
                {
                    if (rival != _leader)
                        _classes[rival] = entry with { Capital = entry.Capital + Gain(leading, entry.Votes) };
                }

                _unseen += Gain(leading, 0);
            }
            else if (_leader >= 0)
            {
                capital += LogEvidence(leading, votes + 1) - LogEvidence(leading, votes);
            }

            _classes[answer] = (votes + 1, capital);
            if (votes + 1 > leading)
                _leader = answer;
        }

        private static double Gain(int leader, int rival) => LogEvidence(leader + 1, rival) - LogEvidence(leader, rival);
    }
}
