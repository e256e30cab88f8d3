using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>The stop rules by the names that <c>--stop</c> takes.</summary>
public static class StopRuleCatalog
{
    /// <summary>Every rule and its guarantee, in a line.</summary>
    public static string Summary => "all (waits for every attempt), lead (stops when the winner of the full vote is certain: never changes it)";

    /// <summary>Finds a rule.</summary>
    /// <exception cref="HeavySimException">There is no such rule.</exception>
    public static IStopRule Parse(string text) => text switch
    {
        "all" => new AllRule(),
        "lead" => new LeadRule(),
        _ => throw new HeavySimException($"There is no stop rule '{text}'. Rules: {Summary}."),
    };
}
