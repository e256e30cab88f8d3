namespace HeavySim.Experiments.Reports;

/// <summary>
/// Scores ARC tasks (Chollet 2019, arXiv:1911.01547) as their prize does: two attempts at each test grid, here the two grids with the most
/// votes; a task's score is the share of its test grids that one of them solves.
/// </summary>
internal sealed class GridCounter
{
    /// <summary>Attempts at a test grid.</summary>
    private const int Attempts = 2;

    private readonly Dictionary<string, List<bool>> _tasks = new(StringComparer.Ordinal);

    /// <summary>Adds a problem; one whose answer is no grid, or that has no gold or was not answered, is passed over.</summary>
    public void Add(ProblemOutline problem)
    {
        if (problem is not { GridTask: { } task, HasGold: true })
            return;

        var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
        if (samples.Count == 0)
            return;

        if (!_tasks.TryGetValue(task, out var grids))
            _tasks[task] = grids = [];
        // Grouping keeps the order of arrival, and the sort is stable: of grids with equal votes the first goes before.
        grids.Add(samples.Where(static a => a.AnswerKey is not null)
            .GroupBy(static a => a.AnswerKey, StringComparer.Ordinal)
            .OrderByDescending(static g => g.Count())
            .Take(Attempts)
            .Any(static g => g.Any(static a => a.Grade == Grade.Correct)));
    }

    /// <summary>The score over all tasks; null where there are none.</summary>
    public ReportedGrids? Report()
    {
        if (_tasks.Count == 0)
            return null;

        double[] shares = [.. _tasks.Values.Select(static grids => grids.Average(static isRight => isRight ? 1.0 : 0.0))];
        return new(_tasks.Count, _tasks.Values.Sum(static grids => grids.Count), Attempts, Intervals.OfShares(shares));
    }
}
