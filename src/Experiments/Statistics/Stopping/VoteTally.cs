namespace HeavySim.Experiments.Statistics;

/// <summary>Votes per class as samples come in, kept in descending order by swaps of neighbours.</summary>
internal sealed class VoteTally
{
    private readonly double[] _shares;
    private readonly int[] _ranked;
    private readonly int[] _classAt;
    private readonly int[] _rankOf;
    private int _seen;

    public VoteTally(AnswerCounts problem)
    {
        _shares = problem.RightShares.ToArray();
        _ranked = new int[_shares.Length];
        _classAt = new int[_shares.Length];
        _rankOf = new int[_shares.Length];
        Clear();
    }

    /// <summary>Votes of the classes seen, most first.</summary>
    public ReadOnlySpan<int> Ranked => _ranked.AsSpan(0, _seen);

    public void Clear()
    {
        _seen = 0;
        Array.Clear(_ranked);
        for (var i = 0; i < _rankOf.Length; i++)
            _classAt[i] = _rankOf[i] = i;
    }

    /// <summary>Adds a vote for a class; -1 is a sample without one.</summary>
    public void Add(int answer)
    {
        if (answer < 0)
            return;

        var rank = _rankOf[answer];
        if (_ranked[rank] == 0)
            _seen++;

        // The first rank with the same number of votes takes the extra one: the order stays descending after a single swap.
        var votes = _ranked[rank];
        var first = rank;
        while (first > 0 && _ranked[first - 1] == votes)
            first--;
        var displaced = _classAt[first];
        (_classAt[first], _classAt[rank]) = (answer, displaced);
        (_rankOf[answer], _rankOf[displaced]) = (first, rank);
        _ranked[first] = votes + 1;
    }

    /// <summary>The probability that a uniform choice among the leaders is right; 0 before the first vote.</summary>
    public double Accuracy()
    {
        var sum = 0.0;
        var leaders = 0;
        while (leaders < _seen && _ranked[leaders] == _ranked[0])
            sum += _shares[_classAt[leaders++]];
        return leaders == 0 ? 0 : sum / leaders;
    }
}
