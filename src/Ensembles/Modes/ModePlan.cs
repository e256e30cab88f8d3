using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Modes;

/// <summary>A mode as <c>heavysim.json</c> writes it down; what it leaves out is as in <c>heavy</c>.</summary>
internal sealed record ModePlan : ModeTerms
{
    /// <summary>The names of the fields, for messages.</summary>
    public const string Fields = "agents, strategies, effort, scouts, asksConfidence, showsReasoning, stop, waves, select, check, rounds";

    public IReadOnlyList<string> Strategies { get; init; } = [];

    public string? Effort { get; init; }

    /// <exception cref="HeavySimException">A value is not known.</exception>
    public Mode ToMode(string name)
    {
        if (Agents is < 1 or > RosterBuilder.MaxAgents)
            throw new HeavySimException($"agents is 1 to {RosterBuilder.MaxAgents}, not {Agents}.");
        if (Scouts is < 0 or > RosterBuilder.MaxAgents)
            throw new HeavySimException($"scouts is 0 to {RosterBuilder.MaxAgents}, not {Scouts}.");

        // Read from JSON, a list that was left out is null whatever its default.
        return new Mode(name, this) { Strategies = PromptStrategies.Named([.. Strategies ?? []]), Effort = EffortOf() };
    }

    private ReasoningEffort? EffortOf() => Effort switch
    {
        null => null,
        "none" => ReasoningEffort.None,
        "low" => ReasoningEffort.Low,
        "medium" => ReasoningEffort.Medium,
        "high" => ReasoningEffort.High,
        _ => throw new HeavySimException($"effort is none, low, medium or high, not '{Effort}'."),
    };
}

/// <summary>Reads modes; a field nobody knows is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ModePlan))]
internal sealed partial class ModeJson : JsonSerializerContext;
