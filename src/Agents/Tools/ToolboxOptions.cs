using HeavySim.Programs;

namespace HeavySim.Agents.Tools;

/// <summary>What a <see cref="Toolbox"/> may be filled with.</summary>
public sealed record ToolboxOptions
{
    /// <summary>MCP servers by name, see <see cref="McpConfiguration"/>. Default none.</summary>
    public IReadOnlyDictionary<string, McpServerOptions> McpServers { get; init; } =
        new Dictionary<string, McpServerOptions>(StringComparer.Ordinal);

    /// <summary>
    /// Plugins by name, each with what opens it: it is called once, and the tools are shared by all agents. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>> Plugins { get; init; } =
        new Dictionary<string, Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>>(StringComparer.Ordinal);

    /// <summary>
    /// How long an MCP server may take to start and to list its tools, in real time. Default 30 s (some are downloaded first).
    /// </summary>
    public TimeSpan McpStartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an MCP server may take to answer a call, in real time. Default 30 s.</summary>
    public TimeSpan McpCallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a python program may use.</summary>
    public PythonLimits Python { get; init; } = new();
}
