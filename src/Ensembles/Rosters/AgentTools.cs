using HeavySim.Agents.Tools;

namespace HeavySim.Ensembles.Rosters;

/// <summary>The tools that a command gives its agents: opened once, shared by all worlds. Dispose it to end MCP servers.</summary>
internal sealed class AgentTools : IAsyncDisposable
{
    private readonly Toolbox _toolbox;
    private readonly EndpointToolMemory _memory = new();

    private AgentTools(Toolbox toolbox) => _toolbox = toolbox;

    /// <summary>What the settings of a run say of the tools.</summary>
    public string Description => _toolbox.Tools.Count == 0 ? "none" : string.Join(',', _toolbox.Names);

    /// <exception cref="HeavySimException">A tool is not known or cannot be had; the message says which and why.</exception>
    public static async Task<AgentTools> OpenAsync(EnsemblePlan plan, CancellationToken cancellationToken)
    {
        // Without tools nothing is looked at: an entry for a server nobody asked for may name a variable that is not set here.
        var options = new ToolboxOptions();
        if (plan.Tools is not (null or "none"))
            options = options with { McpServers = plan.Config.McpServers(), Plugins = plan.Config.Plugins(plan.LoggerFactory) };
        return new AgentTools(await Toolbox.OpenAsync(plan.Tools, options, cancellationToken));
    }

    /// <summary>The same endpoint, asked with tools in the world of this clock.</summary>
    public EndpointBinding Equip(EndpointBinding binding, TimeProvider time) =>
        _toolbox.Tools.Count == 0
            ? binding
            : binding with { Client = new ToolLoopChatClient(binding.Client, _toolbox.Tools, new ToolLoopOptions(), _memory, time) };

    public ValueTask DisposeAsync() => _toolbox.DisposeAsync();
}
