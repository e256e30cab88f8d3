using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Comparing;

/// <summary>Adds up what one selector chose over several choices of k agents.</summary>
/// <param name="agents">k.</param>
/// <param name="draws">How many choices of agents there were of each problem, or null where they were all.</param>
internal sealed class SubsetTrial(int agents, int? draws)
{
    private readonly SortedDictionary<int, Tally> _problems = [];
    private double? _findingTokens = 0;

    /// <summary>k.</summary>
    public int Agents => agents;

    /// <summary>Problems heard of.</summary>
    public int Problems => _problems.Count;

    /// <summary>True when the selector read anything that agents found of answers.</summary>
    public bool HasFindings { get; private set; }

    /// <summary>Mean output tokens of a problem of the findings it reads; null where some are not known.</summary>
    public double? FindingTokens => _findingTokens / _problems.Values.Sum(static t => t.Choices);

    /// <summary>Adds the choice for one problem and one choice of agents.</summary>
    public void Add(RecordedProblem problem, ReplayedChoice choice)
    {
        if (!_problems.TryGetValue(problem.Ordinal, out var tally))
            _problems[problem.Ordinal] = tally = new Tally((problem.Problem.Id, problem.Problem.Question));
        tally.Right += choice.IsRight ? 1 : 0;
        tally.Choices++;
        HasFindings |= choice.Read.Count > 0;
        foreach (var usage in choice.Read)
            _findingTokens += usage == Usage.None ? 0 : usage.OutputTokens;
        foreach (var usage in choice.Read.Append(choice.Attempts))
        {
            tally.Tokens += usage == Usage.None ? 0 : usage.InputTokens + usage.OutputTokens;
            tally.OutputTokens += usage == Usage.None ? 0 : usage.OutputTokens;
        }
    }

    /// <summary>The point of the curve.</summary>
    public SelectorPoint ToPoint() => new(
        agents,
        Intervals.OfShares([.. _problems.Values.Select(static t => t.Right / t.Choices)]),
        _problems.Values.Aggregate((double?)0, static (sum, t) => sum + t.Tokens) / _problems.Values.Sum(static t => t.Choices),
        _problems.Count,
        draws);

    /// <summary>The same problem by problem.</summary>
    public IEnumerable<((string Id, string Question) Problem, SubsetShare Share)> Shares() => _problems.Values.Select(
        static t => (t.Problem, new SubsetShare(t.Right / t.Choices, t.OutputTokens / t.Choices)));

    private sealed class Tally((string Id, string Question) problem)
    {
        public (string Id, string Question) Problem { get; } = problem;

        public double Right { get; set; }

        public int Choices { get; set; }

        public double? Tokens { get; set; } = 0;

        public double? OutputTokens { get; set; } = 0;
    }
}
