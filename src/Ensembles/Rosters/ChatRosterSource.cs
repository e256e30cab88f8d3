using HeavySim.Ensembles.Endpoints;
using HeavySim.Verifier;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Agents that ask models, dealt out over the models in turn.</summary>
internal sealed class ChatRosterSource(
    IReadOnlyList<IModelSource> models, string description, RosterOptions options, AgentTools tools, IAnswerEngine answers, long seed)
        : IRosterSource
{
    public bool IsSimulated => models[0].IsSimulated;

    public bool CanCheck => true;

    public bool SharesLimitedEndpoint => models.OfType<SimulatedModelSource>().Any(static m => m.HasLimits);

    public IReadOnlyCollection<EndpointStatistics> EndpointStatistics =>
        [.. models.OfType<SimulatedModelSource>().SelectMany(static m => m.Statistics)];

    public string Description => description;

    public Roster Build(int agents, TimeProvider time)
    {
        var bindings = models.SelectMany(model => model.Connect(time, seed)).ToList();
        var equipped = bindings.ConvertAll(binding => tools.Equip(binding, time));
        var roster = RosterBuilder.Build(agents, equipped, options, answers, time);
        return new Roster(
            roster,
            [.. roster.Select(agent => CheckerOf(agent.Card, bindings[agent.Card.Index % bindings.Count], options))],
            [.. roster.Select(agent => ProposerOf(agent.Card, equipped[agent.Card.Index % bindings.Count], options, answers, time))]);
    }

    internal static IProposer ProposerOf(
        AgentCard card, EndpointBinding binding, RosterOptions options, IAnswerEngine answers, TimeProvider time) =>
        new ChatProposer(
            card, binding.Client, answers, time,
            new ChatAgentOptions { MaxOutputTokens = options.MaxOutputTokens, Prices = binding.Prices, Effort = options.Effort });

    internal static Checker CheckerOf(AgentCard card, EndpointBinding binding, RosterOptions options) => new(card, binding.Client)
    {
        MaxOutputTokens = options.MaxOutputTokens,
        Meter = response => ResponseBill.Of(response, binding.Prices),
    };
}
