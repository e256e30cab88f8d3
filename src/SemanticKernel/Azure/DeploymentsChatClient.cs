using System.Collections.Concurrent;

namespace HeavySim.SemanticKernel;

/// <summary>The deployments of one endpoint: each has a client of its own, found by the model that a request names. Thread-safe.</summary>
/// <param name="usual">The deployment of requests that name none.</param>
/// <param name="maxOutputTokens">The output limit of requests that set none, or null.</param>
/// <param name="connect">Makes the client of a deployment.</param>
internal sealed class DeploymentsChatClient(string usual, int? maxOutputTokens, Func<string, IChatClient> connect) : IChatClient
{
    private readonly ConcurrentDictionary<string, IChatClient> _clients = new(StringComparer.Ordinal);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Of(options?.ModelId).GetResponseAsync(messages, Limited(options), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Of(options?.ModelId).GetStreamingResponseAsync(messages, Limited(options), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => Of(usual).GetService(serviceType, serviceKey);

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private IChatClient Of(string? deployment) => _clients.GetOrAdd(deployment is { Length: > 0 } ? deployment : usual, connect);

    private ChatOptions? Limited(ChatOptions? options)
    {
        if (maxOutputTokens is null || options?.MaxOutputTokens is not null)
            return options;

        var limited = options?.Clone() ?? new ChatOptions();
        limited.MaxOutputTokens = maxOutputTokens;
        return limited;
    }
}
