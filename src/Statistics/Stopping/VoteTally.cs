namespace HeavySim.Statistics.Stopping;

/// <summary>A vote replayed sample by sample, in the form that stop rules read: classes numbered by their first vote.</summary>
internal sealed class VoteTally(SampleUrn urn)
{
    private readonly int[] _numbers = new int[urn.ClassCount];
    private readonly int[] _classes = new int[urn.ClassCount];
    private readonly int[] _counts = new int[urn.ClassCount];
    private readonly double[] _weights = new double[urn.ClassCount];
    private readonly int[] _votes = new int[urn.Samples];
    private int _seen;
    private bool _hasWeights;

    /// <summary>Samples replayed, with or without a vote.</summary>
    public int Drawn { get; private set; }

    public void Clear()
    {
        Drawn = 0;
        _seen = 0;
        _hasWeights = false;
        Array.Fill(_numbers, -1);
    }

    /// <summary>Adds a sample of the urn.</summary>
    public void Add(int sample)
    {
        var answer = urn.Classes[sample];
        if (answer < 0)
        {
            _votes[Drawn++] = -1;
            return;
        }

        var number = _numbers[answer];
        if (number < 0)
        {
            number = _numbers[answer] = _seen++;
            _classes[number] = answer;
            _counts[number] = 0;
            _weights[number] = 0;
        }

        _counts[number]++;
        _votes[Drawn++] = number;
        if (urn.Confidences[sample] is not { } confidence)
            return;

        _weights[number] += confidence;
        _hasWeights = true;
    }

    /// <summary>What a rule is shown when the budget allows so many samples in all.</summary>
    public VoteState State(int budget) =>
        new(_votes.AsSpan(0, Drawn), _counts.AsSpan(0, _seen), budget - Drawn, _hasWeights ? _weights.AsSpan(0, _seen) : []);

    /// <summary>
    /// The chances that a uniform choice among the leaders is right, and that it is the winner of the full vote; nobody wins an empty vote.
    /// </summary>
    public (double Right, double Same) Winner()
    {
        var (most, leaders, shared) = (0, 0, 0);
        var right = 0.0;
        for (var i = 0; i < _seen; i++)
        {
            if (_counts[i] > most)
                (most, leaders, shared, right) = (_counts[i], 0, 0, 0);
            if (_counts[i] < most)
                continue;

            leaders++;
            shared += urn.Leads[_classes[i]] ? 1 : 0;
            right += urn.RightShares[_classes[i]];
        }

        return leaders == 0
            ? (0, urn.ClassCount == 0 ? 1 : 0)
            : (right / leaders, (double)shared / Math.Max(leaders, urn.Leaders));
    }
}
