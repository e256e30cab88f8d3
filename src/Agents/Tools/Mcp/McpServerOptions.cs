namespace HeavySim.Agents.Tools;

/// <summary>
/// Where an MCP server is: a closed family. It may hold secrets (environment, headers), so its text is its name alone.
/// </summary>
public abstract record McpServerOptions
{
    private McpServerOptions()
    {
    }

    /// <summary>The name it is configured and asked for by.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>A process that speaks over its standard input and output, started when it is first needed.</summary>
    /// <param name="Command">The program.</param>
    /// <param name="Arguments">Its arguments.</param>
    /// <param name="Environment">Variables for it; of ours it gets only the harmless ones (PATH, HOME and the like), so no keys.</param>
    /// <param name="Folder">Where it runs, or null for the current folder.</param>
    public sealed record Process(
        string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string? Folder)
            : McpServerOptions;

    /// <summary>A server reached over HTTP (streamable, or the older event stream).</summary>
    /// <param name="Url">Its address.</param>
    /// <param name="Headers">Headers of every request.</param>
    public sealed record Http(Uri Url, IReadOnlyDictionary<string, string> Headers) : McpServerOptions;
}
