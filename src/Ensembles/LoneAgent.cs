namespace HeavySim.Ensembles;

/// <summary>An ensemble of one: what needs others does nothing there, which nobody would see from the result.</summary>
internal static class LoneAgent
{
    /// <summary>What was asked for and does nothing as one agent has nobody beside it, in a line; null where all is of use.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="agents">The size of the ensemble.</param>
    public static string? Idle(EnsemblePlan plan, int agents)
    {
        var idle = new List<string>();
        if (plan.IsCheckGiven && plan.Check != "none")
            idle.Add($"--check {plan.Check}");
        if (plan.CheckShare is not null)
            idle.Add("--check-share");
        if (plan.Rounds > 0)
            idle.Add($"--rounds {plan.Rounds}");
        return agents > 1 || plan.Tree is not null || idle.Count == 0 ? null
            : $"{string.Join(" and ", idle)} {(idle.Count == 1 ? "does" : "do")} nothing here: one agent has nobody to be checked by or to "
                + "compare notes with. Take more agents (-n).";
    }
}
