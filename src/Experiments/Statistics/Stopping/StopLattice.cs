namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Every vector of counts that sampling can pass through, numbered in mixed radix, with the probability of reaching it unstopped. The
/// numbers grow with every sample, so one pass in their order sees each vector after all its predecessors.
/// </summary>
internal sealed class StopLattice
{
    private readonly IVoteRule _rule;
    private readonly int _budget;
    private readonly int _samples;
    private readonly int[] _limits;
    private readonly int[] _strides;
    private readonly double[] _shares;
    private readonly double[] _reach;

    public StopLattice(AnswerCounts problem, IVoteRule rule, int budget)
    {
        _rule = rule;
        _budget = budget;
        _samples = problem.Samples;
        _shares = problem.RightShares.ToArray();
        // The samples that abstained are the last digit.
        _limits = [.. problem.Counts, problem.Abstained];
        _strides = new int[_limits.Length];
        var states = 1;
        for (var i = 0; i < _limits.Length; i++)
        {
            _strides[i] = states;
            states *= _limits[i] + 1;
        }

        _reach = new double[states];
    }

    public StopOutcome Evaluate()
    {
        _reach[0] = 1;
        var digits = new int[_limits.Length];
        var ranked = new int[_shares.Length];
        var accuracy = 0.0;
        var samples = 0.0;
        for (var state = 0; state < _reach.Length; state++)
        {
            if (_reach[state] == 0)
                continue;

            var drawn = Read(state, digits);
            var seen = Rank(digits, ranked);
            if (drawn == _budget || (drawn > 0 && _rule.ShouldStop(new VoteState(ranked.AsSpan(0, seen), [], drawn, _budget - drawn))))
            {
                accuracy += _reach[state] * Accuracy(digits);
                samples += _reach[state] * drawn;
                continue;
            }

            for (var i = 0; i < digits.Length; i++)
            {
                if (digits[i] < _limits[i])
                    _reach[state + _strides[i]] += _reach[state] * (_limits[i] - digits[i]) / (_samples - drawn);
            }
        }

        return new StopOutcome(accuracy, samples, 0, 0);
    }

    private int Read(int state, int[] digits)
    {
        var drawn = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = state / _strides[i] % (_limits[i] + 1);
            drawn += digits[i];
        }

        return drawn;
    }

    private static int Rank(int[] digits, int[] ranked)
    {
        var seen = 0;
        foreach (var votes in digits.AsSpan(0, ranked.Length))
        {
            if (votes == 0)
                continue;
            var at = seen++;
            for (; at > 0 && ranked[at - 1] < votes; at--)
                ranked[at] = ranked[at - 1];
            ranked[at] = votes;
        }

        return seen;
    }

    private double Accuracy(int[] digits)
    {
        var most = 0;
        var leaders = 0;
        var sum = 0.0;
        for (var i = 0; i < _shares.Length; i++)
        {
            if (digits[i] > most)
                (most, leaders, sum) = (digits[i], 0, 0);
            if (digits[i] == most && most > 0)
            {
                leaders++;
                sum += _shares[i];
            }
        }

        return leaders == 0 ? 0 : sum / leaders;
    }
}
