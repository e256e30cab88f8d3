namespace HeavySim.Agents;

/// <summary>The endpoints and the roster that <c>heavysim.json</c> describes. docs/endpoints.md gives its form.</summary>
internal sealed record RosterFile
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The endpoints by name; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, EndpointOptions> Endpoints { get; init; } =
        new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines of the roster; empty when the file has none.</summary>
    public IReadOnlyList<RosterEntry> Roster { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="HeavySimException">
    /// It cannot be read, is not valid, or holds a key; the message names the file and the place.
    /// </exception>
    public static RosterFile Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HeavySimException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="HeavySimException">As for <see cref="Read"/>.</exception>
    public static RosterFile Parse(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var root = new ConfigurationNode(document.RootElement, path, "");
            var endpoints = new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);
            var roster = new List<RosterEntry>();
            foreach (var (name, node) in root.Properties())
            {
                // Other sections belong to others.
                if (name == "endpoints")
                {
                    foreach (var (endpoint, options) in node.Properties())
                    {
                        if (!endpoints.TryAdd(endpoint, EndpointSection.Read(endpoint, options)))
                            throw options.Error("is there twice");
                    }
                }
                else if (name == "roster")
                {
                    roster.AddRange(node.Items().Select(ReadEntry));
                }
            }

            return new RosterFile { Endpoints = endpoints, Roster = roster };
        }
        catch (JsonException exception)
        {
            throw new HeavySimException($"{path}, line {exception.LineNumber + 1}: no valid JSON.", exception);
        }
    }

    private static RosterEntry ReadEntry(ConfigurationNode node)
    {
        string? endpoint = null, model = null, strategy = null;
        double? temperature = null;
        var count = 1;
        foreach (var (name, value) in node.Properties())
        {
            switch (name)
            {
                case "endpoint": endpoint = value.Text(); break;
                case "model": model = value.Text(); break;
                case "strategy": strategy = ReadStrategy(value); break;
                case "temperature": temperature = value.Number(0, 2); break;
                case "count": count = value.Count(1, RosterBuilder.MaxAgents); break;
                default: throw value.Unknown("endpoint, model, strategy, temperature, count");
            }
        }

        return new RosterEntry
        {
            Endpoint = endpoint ?? throw node.Error("needs an 'endpoint'"),
            Model = model,
            Strategy = strategy,
            Temperature = temperature,
            Count = count,
        };
    }

    private static string ReadStrategy(ConfigurationNode node)
    {
        try
        {
            return PromptStrategies.Named([node.Text()])[0].Name;
        }
        catch (HeavySimException exception)
        {
            throw new HeavySimException($"{node.File}: {node.Place}: {exception.Message}", exception);
        }
    }
}
