namespace HeavySim.Experiments.Comparing;

/// <summary>Adds up what one selector chose over several choices of k agents.</summary>
/// <param name="draws">How many choices of agents there were of each problem, or null where they were all.</param>
internal sealed class SubsetTrial(int? draws)
{
    private readonly SortedDictionary<int, (double Right, int Choices)> _problems = [];
    private double? _tokens = 0;
    private int _choices;

    /// <summary>Problems heard of.</summary>
    public int Problems => _problems.Count;

    /// <summary>Adds the choice for one problem and one choice of agents.</summary>
    public void Add(int problem, ReplayedChoice choice)
    {
        var (right, choices) = _problems.GetValueOrDefault(problem);
        _problems[problem] = (right + (choice.IsRight ? 1 : 0), choices + 1);
        _choices++;
        foreach (var usage in choice.Read.Append(choice.Attempts))
            _tokens += usage == Usage.None ? 0 : usage.InputTokens + usage.OutputTokens;
    }

    /// <summary>The point of the curve.</summary>
    public SelectorPoint ToPoint(int agents) => new(
        agents,
        Intervals.OfShares([.. _problems.Values.Select(static p => p.Right / p.Choices)]),
        _tokens / _choices,
        _problems.Count,
        draws);
}
