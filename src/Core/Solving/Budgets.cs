namespace HeavySim.Core;

/// <summary>How a budget that ended something is named: "tokens" for a problem's own, "run tokens" for the run's.</summary>
internal static class Budgets
{
    /// <summary>Begins the name of a cap of the whole run.</summary>
    public const string RunPrefix = "run ";

    /// <summary>Why a solve stopped whose problem's own budget was used up.</summary>
    public const string StoppedByProblem = "budget";

    /// <summary>Why a solve stopped whose run's budget was used up: a later command may go on with it.</summary>
    public const string StoppedByRun = "run budget";

    /// <summary>Why a solve stopped, by its attempts that were over budget; null when none was.</summary>
    public static string? StoppedBy(IEnumerable<Attempt> attempts)
    {
        var caps = attempts.Select(static a => a.Outcome).OfType<Outcome.OverBudget>().Select(static o => o.Budget).ToList();
        return caps.Count == 0 ? null
            : caps.Exists(static cap => cap.StartsWith(RunPrefix, StringComparison.Ordinal)) ? StoppedByRun
            : StoppedByProblem;
    }
}
