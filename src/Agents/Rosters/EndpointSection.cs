namespace HeavySim.Agents;

/// <summary>Reads one endpoint of <c>heavysim.json</c>.</summary>
internal static class EndpointSection
{
    private const string Known = "api, baseUrl, model, models, apiKeyEnv, headers, maxOutputTokens, reasoningEffort, background, "
        + "parameters, maxConcurrency, rpm, tpm, maxRetries, prices, timeouts";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Reads and validates it.</summary>
    public static EndpointOptions Read(string name, ConfigurationNode node)
    {
        string? baseUrl = null;
        var options = new EndpointOptions { Name = name, BaseUrl = "" };
        var resilience = options.Resilience;
        foreach (var (field, value) in node.Properties())
        {
            switch (field)
            {
                case "api": options = options with { Api = ReadApi(value).Name }; break;
                case "baseUrl": baseUrl = value.Text(); break;
                case "reasoningEffort": options = options with { ReasoningEffort = ReadEffort(value) }; break;
                case "background": options = options with { IsBackground = value.Flag() }; break;
                case "parameters": options = options with { Parameters = value.Value.Clone() }; break;
                case "model": options = options with { Models = [value.Text()] }; break;
                case "models": options = options with { Models = [.. value.Items().Select(model => model.Text())] }; break;
                case "apiKeyEnv": options = options with { ApiKeyEnv = value.Text() }; break;
                case "headers":
                    var headers = value.Properties().ToDictionary(h => h.Name, h => h.Node.Text(), StringComparer.OrdinalIgnoreCase);
                    options = options with { Headers = headers };
                    break;
                case "maxOutputTokens": options = options with { MaxOutputTokens = value.Count(1, int.MaxValue) }; break;
                case "maxConcurrency": resilience = resilience with { MaxConcurrency = value.Count(1, 4096) }; break;
                case "rpm": resilience = resilience with { RequestsPerMinute = value.Count(1, int.MaxValue) }; break;
                case "tpm": resilience = resilience with { TokensPerMinute = value.Count(1, int.MaxValue) }; break;
                case "maxRetries": resilience = resilience with { MaxRetries = value.Count(0, 100) }; break;
                case "prices": options = options with { Prices = PricesSection.Read(value) }; break;
                case "timeouts": resilience = ReadTimeouts(value, resilience); break;
                case var _ when KeyGuard.IsKeyField(field):
                    throw value.Error(
                        "is a key; keys do not belong in files: put it into an environment variable and name that in 'apiKeyEnv'");
                default:
                    throw value.Unknown(Known);
            }
        }

        var api = EndpointApi.Named(options.Api);
        if (baseUrl is null && options.ApiKeyEnv is null)
            options = options with { ApiKeyEnv = api.KeyAtHome };

        options = options with
        {
            BaseUrl = baseUrl ?? api.UsualAddress ?? throw node.Error($"needs a 'baseUrl', or a '{ModelFile.Field}'"),
            Resilience = resilience,
        };
        try
        {
            options.Validate();
        }
        catch (HeavySimException exception)
        {
            throw new HeavySimException($"{node.File}: {exception.Message}", exception);
        }

        return KeyGuard.HasKeyInQuery(options.BaseUrl)
            ? throw node.Error(
                "has a key in its 'baseUrl'; keys do not belong in files: put it into an environment variable and name that in 'apiKeyEnv'")
            : options;
    }

    /// <summary>Reads how much is to be reasoned.</summary>
    public static ReasoningEffort ReadEffort(ConfigurationNode node) =>
        Efforts.Named(node.Text()) ?? throw node.Error($"is none of {Efforts.Words}");

    private static EndpointApi ReadApi(ConfigurationNode node)
    {
        try
        {
            return EndpointApi.Named(node.Text());
        }
        catch (HeavySimException exception)
        {
            throw new HeavySimException($"{node.File}: {node.Place}: {exception.Message}.", exception);
        }
    }

    private static ResilienceOptions ReadTimeouts(ConfigurationNode node, ResilienceOptions options)
    {
        foreach (var (field, value) in node.Properties())
        {
            var time = TimeSpan.FromSeconds(value.Number(0.001, Day.TotalSeconds));
            options = field switch
            {
                "totalSeconds" => options with { TotalTimeout = time },
                "idleSeconds" => options with { IdleTimeout = time },
                "firstTokenSeconds" => options with { FirstTokenTimeout = time },
                "patienceSeconds" => options with { Patience = time },
                _ => throw value.Unknown("totalSeconds, idleSeconds, firstTokenSeconds, patienceSeconds"),
            };
        }

        return options;
    }
}
