namespace HeavySim.Agents.Tools;

/// <summary>
/// Reads <c>mcpServers</c> of heavysim.json, in the form that other MCP clients use: {"command", "args", "env", "cwd"} for a process,
/// {"url", "headers"} for HTTP; "type" may be said too, and what else other clients keep there is passed over. Every text may name
/// environment variables as ${NAME}, ${env:NAME} or ${NAME:-default}, so that keys need not stand in the file.
/// </summary>
internal static class McpConfiguration
{
    private static readonly string[] Types = ["stdio", "http", "sse", "streamable-http", "streamableHttp"];

    /// <summary>The configured servers by name; none when the document has no <c>mcpServers</c>.</summary>
    /// <param name="document">The root object of heavysim.json.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="HeavySimException">An entry cannot be used; the message names the file, the server and the fault.</exception>
    public static IReadOnlyDictionary<string, McpServerOptions> Read(JsonElement document, string source, Func<string, string?> environment)
    {
        var servers = new Dictionary<string, McpServerOptions>(StringComparer.Ordinal);
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("mcpServers", out var entries))
            return servers;
        if (entries.ValueKind != JsonValueKind.Object)
            throw new HeavySimException($"{source}: \"mcpServers\" must be an object of servers by name.");

        foreach (var entry in entries.EnumerateObject())
            servers[entry.Name] = new Entry(entry.Name, entry.Value, source, environment).Read();

        return servers;
    }

    private sealed class Entry(string name, JsonElement json, string source, Func<string, string?> environment)
    {
        public McpServerOptions Read()
        {
            if (json.ValueKind != JsonValueKind.Object)
                throw Wrong("must be an object");
            if (Text("type") is { } type && !Types.Contains(type, StringComparer.Ordinal))
                throw Wrong($"has the unknown type \"{type}\"; there are {string.Join(", ", Types)}");

            return (Text("command"), Text("url")) switch
            {
                ({ Length: > 0 } command, null) =>
                    new McpServerOptions.Process(command, Texts("args"), Pairs("env"), Text("cwd")) { Name = name },
                (null, { } url) when Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" =>
                    new McpServerOptions.Http(new Uri(url), Pairs("headers")) { Name = name },
                (null, not null) => throw Wrong("has a \"url\" that is no http or https address"),
                _ => throw Wrong("needs either a \"command\" or a \"url\""),
            };
        }

        private string? Text(string key) => json.TryGetProperty(key, out var value) ? Expand(value, key) : null;

        private IReadOnlyList<string> Texts(string key)
        {
            if (!json.TryGetProperty(key, out var value))
                return [];

            return value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(item => Expand(item, key))]
                : throw Wrong($"has \"{key}\" that is no list of texts");
        }

        private Dictionary<string, string> Pairs(string key)
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            if (!json.TryGetProperty(key, out var value))
                return pairs;
            if (value.ValueKind != JsonValueKind.Object)
                throw Wrong($"has \"{key}\" that is no object of texts");

            foreach (var pair in value.EnumerateObject())
                pairs[pair.Name] = Expand(pair.Value, $"{key}.{pair.Name}");

            return pairs;
        }

        private string Expand(JsonElement value, string key)
        {
            if (value.ValueKind != JsonValueKind.String)
                throw Wrong($"has \"{key}\" that is no text");

            return EnvironmentText.Expand(value.GetString()!, environment, name =>
                Wrong($"has \"{key}\" that needs the environment variable {name}, which is not set"));
        }

        private HeavySimException Wrong(string fault) => new($"{source}: the MCP server \"{name}\" {fault}.");
    }
}
