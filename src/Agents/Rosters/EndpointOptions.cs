namespace HeavySim.Agents;

/// <summary>One endpoint as its user describes it: where it is, what it serves, and how much it may be asked.</summary>
public sealed record EndpointOptions
{
    /// <summary>The name used on the command line and in reports.</summary>
    public required string Name { get; init; }

    /// <summary>The address, in any of the forms of <see cref="EndpointAddress.Parse"/>.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>
    /// What is spoken there: <c>chat</c> (the default, OpenAI's chat completions), <c>responses</c> (OpenAI's Responses API),
    /// <c>anthropic</c>, <c>ollama</c>, or <c>azure</c> (Azure OpenAI by Semantic Kernel's connector, where models are deployments).
    /// </summary>
    public string Api { get; init; } = EndpointApi.Usual;

    /// <summary>
    /// True to have answers made in the background, and to ask for them until they are there; for <c>responses</c> alone.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>How much models are asked to reason where an agent does not say, or null (the default) for their own way.</summary>
    public ReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>
    /// Further fields of every request, or null: an object that is merged into it, in which null takes a field out (RFC 7396). Never keys.
    /// </summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The models it serves; agents are dealt out over them. May be empty: some local servers need no model name.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The environment variable that holds the key, or null when the endpoint needs none.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Further request headers; never keys.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The output limit of every call, in tokens, or null for the endpoint's own. At least 1.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>
    /// What its tokens cost, or null where that is not known or the endpoint says so itself. Wins over <see cref="ModelPrices"/>.
    /// </summary>
    public TokenPrices? Prices { get; init; }

    /// <summary>
    /// What models cost wherever they are asked, by name. They win over the list prices that are known of the large providers' own hosts.
    /// </summary>
    public IReadOnlyDictionary<string, TokenPrices> ModelPrices { get; init; } =
        new Dictionary<string, TokenPrices>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Retries, limits on time, rate and concurrency.</summary>
    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>What a model's tokens cost here, by these options or by the provider's list; null where nobody says.</summary>
    internal TokenPrices? PricesOf(string model) =>
        Prices ?? ModelPrices.GetValueOrDefault(model) ?? ListPrices.Find(BaseUrl, model)?.Prices;

    /// <summary>Refuses options that cannot be.</summary>
    /// <exception cref="HeavySimException">Something is wrong; the message names all of it.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Name))
            errors.Add("it needs a name");

        if (MaxOutputTokens is <= 0)
            errors.Add("maxOutputTokens must be 1 or more");

        if (ModelPrices.Values.Append(Prices).Any(static prices =>
            prices is { InputPerMillion: < 0 } or { OutputPerMillion: < 0 } or { CachedInputPerMillion: < 0 }))
            errors.Add("prices must be 0 or more");

        if (ApiKeyEnv is not null && !KeyGuard.IsVariableName(ApiKeyEnv))
            errors.Add("apiKeyEnv must be the name of an environment variable, not a key");

        foreach (var header in Headers.Keys)
        {
            if (KeyGuard.IsKeyHeader(header))
                errors.Add($"header '{header}' carries a key; name the key's environment variable in apiKeyEnv instead");
        }

        errors.AddRange(ApiErrors());
        errors.AddRange(Resilience.Errors());
        if (errors.Count > 0)
            throw new HeavySimException($"Endpoint '{SafeText.Of(Name, null)}' is not valid: {string.Join("; ", errors)}.");

        EndpointAddress.Parse(BaseUrl);
    }

    private IEnumerable<string> ApiErrors()
    {
        string? unknown = null;
        try
        {
            var api = EndpointApi.Named(Api);
            unknown = IsBackground && !api.HasBackground ? $"api '{Api}' has no background"
                : Headers.Count > 0 && !api.TakesHeaders ? $"api '{Api}' takes no headers"
                : null;
        }
        catch (HeavySimException exception)
        {
            unknown = exception.Message;
        }

        return new[] { unknown, Parameters is { } parameters ? ParameterHandler.Error(parameters) : null }.OfType<string>();
    }
}
