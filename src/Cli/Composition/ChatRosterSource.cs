using HeavySim.Agents;
using HeavySim.Core;

namespace HeavySim.Cli.Composition;

/// <summary>Agents that ask models, dealt out over the models in turn.</summary>
internal sealed class ChatRosterSource(IReadOnlyList<IModelSource> models, string description, RosterOptions options, IAnswerEngine answers, long seed) : IRosterSource
{
    public bool IsSimulated => models[0].IsSimulated;

    public bool SharesLimitedEndpoint => models.OfType<SimulatedModelSource>().Any(static m => m.HasLimits);

    public string Description => description;

    public IReadOnlyList<IAgent> Build(int agents, TimeProvider time) =>
        RosterBuilder.Build(agents, [.. models.SelectMany(model => model.Connect(time, seed))], options, answers, time);
}
