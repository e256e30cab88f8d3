using System.CommandLine;
using HeavySim.Cli.Options;
using HeavySim.Ensembles.Rosters;

namespace HeavySim.Cli.Tests.Plans;

/// <summary>What flags become before anything is asked.</summary>
internal static class Planned
{
    public static EnsembleOptions Options(params string[] flags)
    {
        var command = new Command("run");
        var all = new EnsembleFlags(usualStop: "all");
        all.AddTo(command);
        var parsed = command.Parse(flags);
        Assert.Empty(parsed.Errors);
        return all.Read(parsed);
    }

    public static EnsemblePlan Of(params string[] flags) => EnsemblePlan.Of(Options(flags));

    /// <summary>The agents that would be asked, and what a run would say of them.</summary>
    public static async Task<(IReadOnlyList<AgentCard> Cards, string Description)> RosterAsync(params string[] flags)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var options = Options(flags);
        await using var ensemble = await Ensemble.OpenAsync(options, cancellationToken: cancellationToken);
        await using var tools = await AgentTools.OpenAsync(ensemble.Plan, cancellationToken);
        var source = await RosterSources.FindAsync(ensemble.Plan, tools, [], Ensemble.Answers, cancellationToken);
        var agents = source.Build(ensemble.Agents, TimeProvider.System).Agents;
        return ([.. agents.Select(static a => a.Card)], source.Description);
    }
}
