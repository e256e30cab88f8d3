namespace HeavySim.Agents;

/// <summary>The endpoints and the roster that <c>heavysim.json</c> describes. docs/endpoints.md gives its form.</summary>
internal sealed record RosterFile
{
    /// <summary>The endpoints at an address, by name; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, EndpointOptions> Endpoints { get; init; } =
        new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those endpoints that are model files, by name; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, ModelFile> ModelFiles { get; init; } =
        new Dictionary<string, ModelFile>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What models cost wherever they are asked, by name; empty when the file does not say.</summary>
    public IReadOnlyDictionary<string, TokenPrices> Prices { get; init; } =
        new Dictionary<string, TokenPrices>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines of the roster; empty when the file has none.</summary>
    public IReadOnlyList<RosterEntry> Roster { get; init; } = [];

    /// <summary>Reads the sections "endpoints", "prices" and "roster" of a configuration; others belong to others.</summary>
    /// <param name="root">The whole configuration.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="HeavySimException">It is not valid, or holds a key; the message names the file and the place.</exception>
    public static RosterFile Of(JsonElement root, string path)
    {
        var endpoints = new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);
        var files = new Dictionary<string, ModelFile>(StringComparer.OrdinalIgnoreCase);
        IReadOnlyDictionary<string, TokenPrices> prices = new Dictionary<string, TokenPrices>(StringComparer.OrdinalIgnoreCase);
        var roster = new List<RosterEntry>();
        foreach (var (section, node) in new ConfigurationNode(root, path, "").Properties())
        {
            if (section == "roster")
                roster.AddRange(node.Items().Select(entry => ReadEntry(entry, root)));
            if (section == "prices")
                prices = PricesSection.ReadByModel(node);
            if (section != "endpoints")
                continue;

            foreach (var (name, options) in node.Properties())
            {
                if (endpoints.ContainsKey(name) || files.ContainsKey(name))
                    throw options.Error("is there twice");
                if (options.Properties().Any(static p => p.Name == ModelFile.Field))
                    files.Add(name, ModelFile.Read(options));
                else
                    endpoints.Add(name, EndpointSection.Read(name, options));
            }
        }

        foreach (var name in endpoints.Keys)
            endpoints[name] = endpoints[name] with { ModelPrices = prices };

        return new RosterFile { Endpoints = endpoints, ModelFiles = files, Prices = prices, Roster = roster };
    }

    private static RosterEntry ReadEntry(ConfigurationNode node, JsonElement root)
    {
        string? endpoint = null, model = null, strategy = null;
        double? temperature = null;
        ReasoningEffort? effort = null;
        var count = 1;
        foreach (var (name, value) in node.Properties())
        {
            switch (name)
            {
                case "endpoint": endpoint = value.Text(); break;
                case "model": model = value.Text(); break;
                case "strategy": strategy = ReadStrategy(value, root); break;
                case "temperature": temperature = value.Number(0, 2); break;
                case "reasoningEffort": effort = EndpointSection.ReadEffort(value); break;
                case "count": count = value.Count(1, RosterBuilder.MaxAgents); break;
                default: throw value.Unknown("endpoint, model, strategy, temperature, reasoningEffort, count");
            }
        }

        return new RosterEntry
        {
            Endpoint = endpoint ?? throw node.Error("needs an 'endpoint'"),
            Model = model,
            Strategy = strategy,
            Temperature = temperature,
            Effort = effort,
            Count = count,
        };
    }

    private static string ReadStrategy(ConfigurationNode node, JsonElement root)
    {
        // One of the file's own: it is read where it is used.
        if (root.TryGetProperty("strategies", out var own) && own.ValueKind == JsonValueKind.Object
            && own.TryGetProperty(node.Text(), out _))
            return node.Text();

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
