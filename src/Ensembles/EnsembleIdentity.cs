using System.Globalization;

namespace HeavySim.Ensembles;

/// <summary>What makes two ensembles the same.</summary>
internal static class EnsembleIdentity
{
    /// <summary>Everything that decides the results, by option; what a run must agree in to be resumed.</summary>
    /// <param name="plan">What the ensemble is made of.</param>
    /// <param name="agents">The size of the ensemble.</param>
    /// <param name="endpoint">Who answers.</param>
    /// <param name="tools">What they may call.</param>
    public static IReadOnlyDictionary<string, string> Of(EnsemblePlan plan, int agents, string endpoint, string tools)
    {
        var identity = Always(plan, agents, endpoint, tools);
        if (plan.RoundPlan is not null)
            identity["population"] = plan.RoundPlan.Widths[0].ToString(CultureInfo.InvariantCulture);
        if (plan.Strategies is not null)
            identity["strategy"] = string.Join('+', plan.Strategies.Select(static s => s.Name));
        if (plan.CheckShare is not null)
            identity["check-share"] = plan.CheckShare.Value.ToString(CultureInfo.InvariantCulture);
        if (plan.CheckWording is not null)
            identity["checkers"] = plan.CheckWording;
        if (plan.Logprobs is not null)
            identity["logprobs"] = plan.Logprobs.ToString();
        if (plan.Cut is not null)
            identity["cut"] = plan.Cut.ToString();
        if (plan.Template is not null)
            identity["template"] = plan.Template;
        return identity;
    }

    private static Dictionary<string, string> Always(EnsemblePlan plan, int agents, string endpoint, string tools) => new()
    {
        ["agents"] = agents.ToString(CultureInfo.InvariantCulture),
        ["endpoint"] = endpoint,
        ["model"] = string.Join(' ', plan.Models),
        ["mode"] = plan.Mode.Description,
        ["scouts"] = plan.Mode.Scouts.ToString(CultureInfo.InvariantCulture),
        ["tools"] = tools,
        ["select"] = plan.Select,
        ["check"] = plan.Check,
        ["rounds"] = plan.RoundPlan?.ToString() ?? plan.Rounds.ToString(CultureInfo.InvariantCulture),
        ["tree"] = plan.Tree?.ToString() ?? "none",
        ["stop"] = plan.Tree is null ? plan.Stop.Name : "tree",
        ["waves"] = plan.Waves.ToString(),
        ["deadline"] = plan.Deadline?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["attempt-deadline"] = plan.AttemptDeadline.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ["quorum"] = plan.QuorumShare?.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["hedge"] = plan.HedgePercentile?.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["problem-budget"] = plan.ProblemBudget.ToString(),
        ["temperature"] = plan.Temperature?.ToString(CultureInfo.InvariantCulture) ?? "spread",
        ["max-tokens"] = plan.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "endpoint's own",
    };
}
