using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Every vector of counts that sampling can pass through, numbered in mixed radix, with the probability of reaching it unstopped. The
/// numbers grow with every sample, so one pass in their order sees each vector after all its predecessors.
/// </summary>
internal sealed class StopLattice
{
    private readonly IStopRule _rule;
    private readonly int _budget;
    private readonly int _samples;
    private readonly int[] _limits;
    private readonly int[] _strides;
    private readonly double[] _reach;
    private readonly VoteTally _tally;

    public StopLattice(AnswerCounts problem, IStopRule rule, int budget)
    {
        _rule = rule;
        _budget = budget;
        _samples = problem.Samples;
        _tally = new VoteTally(problem);
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
        var accuracy = 0.0;
        var samples = 0.0;
        for (var state = 0; state < _reach.Length; state++)
        {
            if (_reach[state] == 0)
                continue;

            Replay(state, digits);
            var drawn = _tally.Drawn;
            if (drawn == _budget || (drawn > 0 && _rule.ShouldStop(_tally.State(_budget))))
            {
                accuracy += _reach[state] * _tally.Accuracy();
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

    /// <summary>Shows a vector as one of the orders that lead to it: the rule does not care which.</summary>
    private void Replay(int state, int[] digits)
    {
        _tally.Clear();
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = state / _strides[i] % (_limits[i] + 1);
            for (var vote = 0; vote < digits[i]; vote++)
                _tally.Add(i < digits.Length - 1 ? i : -1);
        }
    }
}
