namespace HeavySim.Experiments.Runs;

/// <summary>How a run, or one world of it, ended.</summary>
/// <param name="Elapsed">The time it took, on the clock of the problems' world; worlds that do not touch count one after the other.</param>
/// <param name="OverBudget">Problems left without a solution because the run's budget was used up.</param>
/// <param name="Lost">
/// Problems left without a solution because an endpoint failed at some of their attempts, again and again. The same run goes on with them.
/// </param>
public sealed record RunEnding(TimeSpan Elapsed, int OverBudget, int Lost)
{
    /// <summary>Both together.</summary>
    public static RunEnding operator +(RunEnding left, RunEnding right) =>
        new(left.Elapsed + right.Elapsed, left.OverBudget + right.OverBudget, left.Lost + right.Lost);
}
