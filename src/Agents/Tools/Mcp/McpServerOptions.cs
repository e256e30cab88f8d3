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

    /// <summary>Keys that the server is given, and that are not to come back in what its tools say.</summary>
    internal IEnumerable<string> Secrets => this switch
    {
        Process process => process.Environment.Where(static pair => KeyGuard.IsKeyVariable(pair.Key)).Select(static pair => pair.Value),
        Http http => http.Headers.Where(static pair => KeyGuard.IsKeyHeader(pair.Key)).SelectMany(static pair => pair.Value.Split(' ')),
        _ => [],
    };

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
