namespace HeavySim.Statistics.Stopping;

/// <summary>
/// Every state that sampling can pass through, numbered in mixed radix with a digit for each group of like classes, with the probability of
/// reaching it unstopped. The numbers grow with every sample, so one pass in their order sees each state after all its predecessors.
/// </summary>
internal sealed class StopLattice
{
    private readonly SampleUrn _urn;
    private readonly ClassGroup[] _groups;
    private readonly int[] _strides;
    private readonly int[] _digits;
    private readonly double[] _reach;
    private readonly int[] _votes;
    private readonly int[] _counts;

    private StopLattice(SampleUrn urn, ClassGroup[] groups)
    {
        _urn = urn;
        _groups = groups;
        _digits = new int[groups.Length];
        _strides = new int[groups.Length];
        var states = 1;
        for (var i = 0; i < groups.Length; i++)
        {
            _strides[i] = states;
            states *= groups[i].Drawn.Length;
        }

        _reach = new double[states];
        _votes = new int[urn.Samples];
        _counts = new int[urn.ClassCount];
    }

    /// <summary>The lattice of an urn, or null where it has more states than that.</summary>
    public static StopLattice? TryCreate(SampleUrn urn, int mostStates)
    {
        var kinds = ClassGroup.Of(urn).ToList();
        var silent = urn.Samples - kinds.Sum(static k => k.Size * k.Classes.Count);
        if (kinds.Aggregate(silent + 1.0, static (states, k) => states * ClassGroup.States(k.Size, k.Classes.Count)) > mostStates)
            return null;

        var groups = kinds.ConvertAll(static k => ClassGroup.OfVoters(k.Size, k.RightShare, k.Leads, k.Classes));
        if (silent > 0)
            groups.Add(ClassGroup.OfSilent(silent, urn.ClassCount));
        return new StopLattice(urn, [.. groups]);
    }

    /// <summary>Follows a rule that looks at counts only.</summary>
    public StopOutcome Evaluate(IStopRule rule, int budget)
    {
        Array.Clear(_reach);
        _reach[0] = 1;
        var (accuracy, samples, kept) = (0.0, 0.0, 0.0);
        var draws = new double[_urn.ClassCount + 1];
        for (var state = 0; state < _reach.Length; state++)
        {
            var reach = _reach[state];
            if (reach == 0)
                continue;

            var (drawn, classes) = Show(state);
            if (drawn < budget
                && (drawn == 0 || !rule.ShouldStop(new VoteState(_votes.AsSpan(0, drawn), _counts.AsSpan(0, classes), budget - drawn, []))))
            {
                Spread(state, reach / (_urn.Samples - drawn));
                continue;
            }

            var (right, same) = Winner();
            accuracy += reach * right;
            kept += reach * same;
            samples += reach * drawn;
            for (var i = 0; i < _groups.Length; i++)
            {
                foreach (var member in _groups[i].Classes)
                    draws[member] += reach * _groups[i].Drawn[_digits[i]] / _groups[i].Classes.Count;
            }
        }

        return new StopOutcome(accuracy, samples, Math.Max(0, 1 - kept), draws);
    }

    private void Spread(int state, double perSample)
    {
        for (var i = 0; i < _groups.Length; i++)
        {
            foreach (var (next, left) in _groups[i].Moves[_digits[i]])
                _reach[state + ((next - _digits[i]) * _strides[i])] += perSample * left;
        }
    }

    /// <summary>Shows a state as one of the orders that lead to it: the rule does not care which.</summary>
    private (int Drawn, int Classes) Show(int state)
    {
        var (drawn, classes) = (0, 0);
        for (var i = 0; i < _groups.Length; i++)
        {
            var group = _groups[i];
            _digits[i] = state / _strides[i] % group.Drawn.Length;
            if (group.IsSilent)
            {
                _votes.AsSpan(drawn, group.Drawn[_digits[i]]).Fill(-1);
                drawn += group.Drawn[_digits[i]];
                continue;
            }

            var levels = group.Levels[_digits[i]];
            for (var votes = 1; votes < levels.Length; votes++)
            {
                for (var member = 0; member < levels[votes]; member++)
                {
                    _votes.AsSpan(drawn, votes).Fill(classes);
                    _counts[classes++] = votes;
                    drawn += votes;
                }
            }
        }

        return (drawn, classes);
    }

    /// <summary>The chances that the winner of the state just shown is right, and that it is the winner of the full vote.</summary>
    private (double Right, double Same) Winner()
    {
        var (most, leaders, shared) = (0, 0, 0);
        var right = 0.0;
        for (var i = 0; i < _groups.Length; i++)
        {
            var group = _groups[i];
            var levels = group.Levels[_digits[i]];
            var top = group.IsSilent ? 0 : Array.FindLastIndex(levels, static classes => classes > 0);
            if (top == 0 || top < most)
                continue;
            if (top > most)
                (most, leaders, shared, right) = (top, 0, 0, 0);

            leaders += levels[top];
            shared += group.Leads ? levels[top] : 0;
            right += levels[top] * group.RightShare;
        }

        return leaders == 0
            ? (0, _urn.ClassCount == 0 ? 1 : 0)
            : (right / leaders, (double)shared / Math.Max(leaders, _urn.Leaders));
    }
}
