namespace HeavySim.Orchestrator;

/// <summary>The budgets that a problem's calls are paid from: its own and the run's.</summary>
internal readonly struct SolveBudget(SolveOptions options, TimeProvider time)
{
    private readonly Spending _problem = new(options.Budget, time);

    public string? ReachedCap() => options.RunSpending?.ReachedCap() is { } cap ? Budgets.RunPrefix + cap : _problem.ReachedCap();

    public void Add(Usage usage)
    {
        _problem.Add(usage);
        options.RunSpending?.Add(usage);
    }
}
