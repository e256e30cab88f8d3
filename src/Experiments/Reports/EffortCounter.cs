namespace HeavySim.Experiments.Reports;

/// <summary>Counts how many agents each problem of a run was given, and what they spent.</summary>
/// <param name="agents">The size of the ensemble.</param>
/// <param name="scouts">How many of them, at the head of the roster, answer directly.</param>
internal sealed class EffortCounter(int agents, int scouts)
{
    private readonly SortedDictionary<int, (int Problems, int Graded, int Right)> _levels = [];
    private readonly List<double?> _tokensPerAttempt = [];
    private long? _tokens;

    /// <summary>Adds a solved problem.</summary>
    public void Add(ProblemOutline problem)
    {
        if (problem.Solution is not { } solution)
            return;

        var asked = problem.Attempts.Where(static a => a.Usage.Calls > 0).ToList();
        var (problems, graded, right) = _levels.GetValueOrDefault(asked.Count);
        var isGraded = problem.HasGold && solution.Grade != Grade.Ungraded;
        _levels[asked.Count] = (problems + 1, graded + (isGraded ? 1 : 0), right + (solution.Grade == Grade.Correct ? 1 : 0));
        foreach (var attempt in asked)
        {
            if (attempt.Usage.OutputTokens is { } tokens)
                _tokens = (_tokens ?? 0) + tokens;
        }

        _tokensPerAttempt.Add(Mean(asked.Where(a => a.IsSample && a.Agent >= scouts && a.Usage.OutputTokens is not null)
            .Select(static a => (double)(a.Usage.OutputTokens ?? 0))));
    }

    /// <summary>The report of what was added, or null when nothing was solved.</summary>
    public ReportedDial? Report()
    {
        var solved = _levels.Values.Sum(static l => l.Problems);
        if (solved == 0)
            return null;

        var usual = Mean(_tokensPerAttempt.OfType<double>());
        var full = usual is null ? null : _tokensPerAttempt.Sum(tokens => agents * (tokens ?? usual));
        return new ReportedDial(
            [.. _levels.Select(l => new ReportedLevel(
                l.Key,
                l.Value.Problems,
                (double)l.Value.Problems / solved,
                l.Value.Graded == 0 ? null : (double)l.Value.Right / l.Value.Graded))],
            (double)_levels.Sum(static l => (long)l.Key * l.Value.Problems) / solved,
            _tokens,
            agents,
            full,
            full > 0 ? _tokens / full : null);
    }

    private static double? Mean(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
            (sum, count) = (sum + value, count + 1);
        return count == 0 ? null : sum / count;
    }
}
