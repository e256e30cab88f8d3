namespace HeavySim.Agents;

/// <summary>A protocol that endpoints are spoken to in. A new one is a file beside this one and a line of <see cref="All"/>.</summary>
internal abstract class EndpointApi
{
    /// <summary>What is spoken where nothing else is said.</summary>
    public const string Usual = "chat";

    private static readonly IReadOnlyList<EndpointApi> All =
        [new ChatApi(), new ResponsesApi(), new AnthropicApi(), new OllamaApi(), new AzureApi()];

    /// <summary>Its name in <c>heavysim.json</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where its usual server is, or null where there is none.</summary>
    public virtual string? UsualAddress => null;

    /// <summary>The environment variable that usually holds the key of that server, or null.</summary>
    public virtual string? UsualKey => null;

    /// <summary>The variable of the usual server's key, where it is set; it is for that server alone.</summary>
    public string? KeyAtHome =>
        UsualKey is { } variable && !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)) ? variable : null;

    /// <summary>True when answers can be made in the background.</summary>
    public virtual bool HasBackground => false;

    /// <summary>True when it can give the log-probabilities of tokens.</summary>
    public virtual bool HasLogprobs => false;

    /// <summary>True (the default) when requests can carry headers of the user's.</summary>
    public virtual bool TakesHeaders => true;

    /// <summary>The protocol of a name.</summary>
    /// <exception cref="HeavySimException">There is none; the message says which there are.</exception>
    public static EndpointApi Named(string name) =>
        All.FirstOrDefault(api => string.Equals(api.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HeavySimException(
                $"there is no api '{SafeText.Of(name, null)}': there are {string.Join(", ", All.Select(static api => api.Name))}");

    /// <summary>A client that speaks it, whose failures are <see cref="ModelCallException"/>.</summary>
    /// <param name="handler">Sends the requests; disposed with the client.</param>
    /// <param name="baseUrl">Where.</param>
    /// <param name="options">How.</param>
    /// <param name="timeProvider">The clock.</param>
    public abstract IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider);

    /// <summary>HTTP without limits of its own: ours hold.</summary>
    internal static HttpClient Http(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
}
