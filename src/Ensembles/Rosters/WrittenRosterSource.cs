using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Ensembles.Rosters;

/// <summary>The agents that <c>heavysim.json</c> writes down line by line.</summary>
internal sealed class WrittenRosterSource(
    IReadOnlyList<RosterEntry> entries, IReadOnlyDictionary<string, IModelSource> endpoints, RosterOptions options, AgentTools tools,
    IAnswerEngine answers, long seed) : IRosterSource
{
    /// <summary>How many agents are written down.</summary>
    public int Size => entries.Sum(static e => e.Count);

    public bool IsSimulated => endpoints.Values.First().IsSimulated;

    public bool CanCheck => true;

    public bool SharesLimitedEndpoint => endpoints.Values.OfType<SimulatedModelSource>().Any(static m => m.HasLimits);

    public IReadOnlyCollection<EndpointStatistics> EndpointStatistics =>
        [.. endpoints.Values.OfType<SimulatedModelSource>().SelectMany(static m => m.Statistics)];

    public string Description =>
        "roster " + string.Join(' ', entries.Select(static e => $"{e.Count}x{e.Endpoint}/{e.Model}/{e.Strategy}/{e.Temperature}"));

    public Roster Build(int agents, TimeProvider time)
    {
        if (agents > Size)
            throw new HeavySimException($"The roster has {Size} agents; -n {agents} asks for more.");

        var connected = endpoints.ToDictionary(static e => e.Key, e => e.Value.Connect(time, seed), StringComparer.Ordinal);
        var bindings = new List<EndpointBinding>();
        var roster = RosterBuilder.Build(entries, Resolve, options, answers, time);
        return new Roster(
            [.. roster.Take(agents)],
            [.. roster.Take(agents).Select(agent => ChatRosterSource.CheckerOf(agent.Card, bindings[agent.Card.Index], options))],
            [.. roster.Take(agents)
                .Select(agent => ChatRosterSource.ProposerOf(
                    agent.Card, tools.Equip(bindings[agent.Card.Index], time), options, answers, time))]);

        EndpointBinding Resolve(RosterEntry entry)
        {
            var models = connected[entry.Endpoint];
            var binding = entry.Model is null ? models[0] : models[0] with { Model = entry.Model };
            bindings.AddRange(Enumerable.Repeat(binding, entry.Count));
            return tools.Equip(binding, time);
        }
    }
}
