using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>A vote replayed sample by sample, in the form that stop rules read: classes numbered by their first vote.</summary>
internal sealed class VoteTally
{
    private readonly double[] _shares;
    private readonly int[] _numbers;
    private readonly int[] _classes;
    private readonly int[] _counts;
    private readonly int[] _votes;
    private int _seen;

    public VoteTally(AnswerCounts problem)
    {
        _shares = problem.RightShares.ToArray();
        _numbers = new int[_shares.Length];
        _classes = new int[_shares.Length];
        _counts = new int[_shares.Length];
        _votes = new int[problem.Samples];
        Clear();
    }

    /// <summary>Samples replayed, with or without a vote.</summary>
    public int Drawn { get; private set; }

    public void Clear()
    {
        Drawn = 0;
        _seen = 0;
        Array.Fill(_numbers, -1);
    }

    /// <summary>Adds a sample of a class; -1 is one that abstained.</summary>
    public void Add(int answer)
    {
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
        }

        _counts[number]++;
        _votes[Drawn++] = number;
    }

    /// <summary>What a rule is shown when the budget allows so many samples in all.</summary>
    public VoteState State(int budget) => new(_votes.AsSpan(0, Drawn), _counts.AsSpan(0, _seen), budget - Drawn, []);

    /// <summary>The probability that a uniform choice among the leaders is right; 0 before the first vote.</summary>
    public double Accuracy()
    {
        var most = 0;
        var leaders = 0;
        var sum = 0.0;
        for (var i = 0; i < _seen; i++)
        {
            if (_counts[i] > most)
                (most, leaders, sum) = (_counts[i], 0, 0);
            if (_counts[i] == most)
            {
                leaders++;
                sum += _shares[_classes[i]];
            }
        }

        return leaders == 0 ? 0 : sum / leaders;
    }
}
