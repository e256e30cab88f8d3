using System.Net;
using Microsoft.Extensions.Logging;

namespace HeavySim.Agents;

/// <summary>Connects to endpoints.</summary>
public static class Endpoint
{
    private const int MaxConnections = 4096;

    /// <summary>
    /// A resilient client for the endpoint, to be shared by everybody who asks it, as its limits are kept by this one object. No request
    /// is made yet.
    /// </summary>
    /// <param name="options">The endpoint.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="seed">The seed of the run; the jitter of waits follows from it.</param>
    /// <param name="handler">Sends the requests instead of the network, or null; disposed with the client.</param>
    /// <exception cref="HeavySimException">The options are not valid, or the key's environment variable is not set.</exception>
    public static IChatClient Connect(EndpointOptions options, TimeProvider timeProvider, long seed, HttpMessageHandler? handler = null) =>
        Connect(options, timeProvider, seed, handler, loggers: null, cache: null, waits: null);

    /// <summary>
    /// The same, logged to <paramref name="loggers"/>, with its answers kept in <paramref name="cache"/>, and telling
    /// <paramref name="waits"/> when nothing moves, where these are given.
    /// </summary>
    /// <param name="options">The endpoint.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="handler">Sends the requests instead of the network, or null.</param>
    /// <param name="loggers">Where to log, or null.</param>
    /// <param name="cache">Where answers are kept, or null.</param>
    /// <param name="waits">Hears when nothing moves at the endpoint, or null.</param>
    /// <param name="notice">Hears what the endpoint refuses and is left out, as <see cref="WireOptions.Notice"/> does, or null.</param>
    /// <param name="speak">Makes the client, of the connection and the key, where <see cref="EndpointApi"/> has none; or null.</param>
    internal static IChatClient Connect(
        EndpointOptions options, TimeProvider timeProvider, long seed, HttpMessageHandler? handler, ILoggerFactory? loggers,
        AnswerFolder? cache, EndpointWaits? waits, Action<string>? notice = null, Func<HttpClient, string?, IChatClient>? speak = null)
    {
        options.Validate();
        handler ??= new PooledTransport(() => NetworkHandler(options), timeProvider);
        if (options.Parameters is { } parameters)
            handler = new ParameterHandler(handler, parameters);
        var wire = new WireOptions
        {
            Model = options.Models.Count > 0 ? options.Models[0] : null,
            ApiKey = ReadKey(options),
            Headers = options.Headers,
            MaxOutputTokens = options.MaxOutputTokens,
            IsBackground = options.IsBackground,
            Notice = notice,
        };
        var client = speak is null
            ? EndpointApi.Named(options.Api).Connect(handler, options.BaseUrl, wire, timeProvider)
            : speak(EndpointApi.Http(handler), wire.ApiKey);
        client = LoggedChat.Around(client, loggers, options.Name, wire.ApiKey, simulated: null);
        if (cache is not null)
            client = new AnswerCache(client, cache, $"{options.BaseUrl} {wire.Model} {wire.MaxOutputTokens}{CacheForm(options)}");
        if (options.ReasoningEffort is { } effort)
            client = new ConfigureOptionsChatClient(client, asked => asked.Reasoning ??= new ReasoningOptions { Effort = effort });
        return new ResilientChatClient(client, options.Resilience, timeProvider, seed, options.Name, waits);
    }

    /// <summary>
    /// The agents' views of a connected endpoint, one for each of its models.
    /// </summary>
    /// <param name="options">The endpoint.</param>
    /// <param name="client">Its client, from <see cref="Connect(EndpointOptions, TimeProvider, long, HttpMessageHandler)"/>.</param>
    public static IReadOnlyList<EndpointBinding> Bind(EndpointOptions options, IChatClient client) =>
        [.. (options.Models.Count > 0 ? options.Models : [""])
            .Select(model => new EndpointBinding(options.Name, model, client, options.PricesOf(model)))];

    /// <summary>What else makes answers differ, empty for a plain endpoint: what was kept before there was more stays good.</summary>
    private static string CacheForm(EndpointOptions options) =>
        (options.Api == EndpointApi.Usual ? "" : $" {options.Api}") + (options.Parameters is { } parameters ? $" {parameters}" : "");

    private static SocketsHttpHandler NetworkHandler(EndpointOptions options) => new()
    {
        // All agents of a solve must be in flight at once; the limiter is the one place that holds calls back.
        MaxConnectionsPerServer = MaxConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        AutomaticDecompression = DecompressionMethods.All,

        // Enough to reuse a connection after [DONE]; more would keep reading an output that we cut.
        MaxResponseDrainSize = 64 * 1024,

        // A redirect would take the key to a place that the user did not name.
        AllowAutoRedirect = false,
        UseCookies = false,

        // A system proxy cannot reach this machine's own servers.
        UseProxy = !EndpointAddress.Parse(options.BaseUrl).Candidates[0].IsLoopback,
    };

    private static string? ReadKey(EndpointOptions options)
    {
        if (options.ApiKeyEnv is not { } variable)
            return null;

        var key = Environment.GetEnvironmentVariable(variable)?.Trim();
        if (string.IsNullOrEmpty(key))
            throw new HeavySimException(
                $"Endpoint '{options.Name}' takes its key from the environment variable {variable}, which is not set.");

        return key.All(c => c is > ' ' and < '\x7f')
            ? key
            : throw new HeavySimException(
                $"The environment variable {variable} holds blanks or characters that no key has; was more than the key copied?");
    }
}
