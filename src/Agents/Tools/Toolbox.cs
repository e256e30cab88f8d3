using HeavySim.Programs;

namespace HeavySim.Agents.Tools;

/// <summary>
/// The tools that agents are given, as asked for by <c>--tools calculator,python,mcp:name,plugin:name</c>. Dispose it to end MCP
/// servers.
/// </summary>
public sealed class Toolbox : IAsyncDisposable
{
    private const string McpPrefix = "mcp:";
    private const string PluginPrefix = "plugin:";
    private readonly List<AIFunction> _tools = [];
    private readonly List<McpConnection> _connections = [];

    private Toolbox()
    {
    }

    /// <summary>The tools, in the order asked for; safe to call concurrently.</summary>
    public IReadOnlyList<AIFunction> Tools => _tools;

    /// <summary>Their names as a model sees them.</summary>
    public IReadOnlyList<string> Names => [.. _tools.Select(tool => tool.Name)];

    /// <summary>
    /// Opens what a list names: built-in tools, "mcp:name" for all tools of a server, "mcp:*" for all servers, "plugin:name" and "plugin:*"
    /// likewise, "none" or nothing for none.
    /// </summary>
    /// <param name="list">Names separated by commas.</param>
    /// <param name="options">What there is to choose from.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">
    /// A name is not known, python cannot be isolated, a server does not answer or a plugin cannot be had; the message says which and why.
    /// </exception>
    public static async Task<Toolbox> OpenAsync(string? list, ToolboxOptions options, CancellationToken cancellationToken)
    {
        var names = Parse(list, options);
        var toolbox = new Toolbox();
        try
        {
            foreach (var name in names)
                await toolbox.AddAsync(name, options, cancellationToken);

            return toolbox;
        }
        catch
        {
            await toolbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>The names of a list, checked and without repetition.</summary>
    /// <exception cref="HeavySimException">A name is not known; the message lists those that are.</exception>
    public static IReadOnlyList<string> Parse(string? list, ToolboxOptions options)
    {
        string[] known = [
            "calculator", "python", .. options.McpServers.Keys.Order(StringComparer.Ordinal).Select(server => McpPrefix + server),
            .. options.Plugins.Keys.Order(StringComparer.Ordinal).Select(plugin => PluginPrefix + plugin)];
        var names = new List<string>();
        foreach (var name in (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name is "none")
                continue;
            if (name is McpPrefix + "*" or PluginPrefix + "*")
                names.AddRange(known.Where(one => one.StartsWith(name[..^1], StringComparison.Ordinal)));
            else if (known.Contains(name, StringComparer.Ordinal))
                names.Add(name);
            else
                throw new HeavySimException(Unknown(name, known));
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();

        _connections.Clear();
    }

    private static string Unknown(string name, string[] known)
    {
        var (prefix, kind, section) = name.StartsWith("plugin", StringComparison.Ordinal)
            ? (PluginPrefix, "plugin", "plugins") : (McpPrefix, "MCP server", "mcpServers");
        var none = !name.StartsWith(prefix[..^1], StringComparison.Ordinal)
            || known.Any(one => one.StartsWith(prefix, StringComparison.Ordinal))
            ? ""
            : $" No {kind} is configured: name them under \"{section}\" in heavysim.json.";
        return $"There is no tool '{name}'.{NearestName.Hint(name, known)} Tools are "
            + $"{string.Join(", ", known)}.{none}";
    }

    private async Task AddAsync(string name, ToolboxOptions options, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case "calculator":
                _tools.Add(new CalculatorTool());
                break;
            case "python":
                _tools.Add(new PythonTool(await OpenSandboxAsync(options.Python, cancellationToken), options.Python));
                break;
            case var _ when name.StartsWith(PluginPrefix, StringComparison.Ordinal):
                foreach (var tool in await options.Plugins[name[PluginPrefix.Length..]](cancellationToken))
                    Add(tool, $"the plugin '{name[PluginPrefix.Length..]}'");
                break;
            default:
                await AddServerAsync(new McpConnection(
                    options.McpServers[name[McpPrefix.Length..]], options.McpStartTimeout, options.McpCallTimeout), cancellationToken);
                break;
        }
    }

    private static async Task<PythonSandbox> OpenSandboxAsync(PythonLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return await PythonSandbox.OpenAsync(limits, cancellationToken);
        }
        catch (SandboxException refusal)
        {
            throw new HeavySimException(
                $"The python tool is refused, as {refusal.Message}. Leave 'python' out of --tools, or mend that.", refusal);
        }
    }

    private async Task AddServerAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        _connections.Add(connection);
        try
        {
            foreach (var remote in await connection.ListAsync(cancellationToken))
            {
                Add(SecretKeepingTool.Around(new McpTool(connection, remote), connection.Secrets), $"the MCP server '{connection.Name}'");
            }
        }
        catch (ToolFailureException error)
        {
            throw new HeavySimException($"Tools of mcp:{connection.Name} cannot be had: {error.Message}.", error);
        }
    }

    private void Add(AIFunction tool, string origin)
    {
        if (_tools.Exists(other => other.Name == tool.Name))
            throw new HeavySimException($"Two tools are called '{tool.Name}': rename {origin} in heavysim.json.");

        _tools.Add(tool);
    }
}
