using System.Collections.Concurrent;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Remembers which endpoints refused tools, so that the refusal is met once and not on every call. Share one among all agents of a
/// process. Thread-safe.
/// </summary>
public sealed class EndpointToolMemory
{
    private readonly ConcurrentDictionary<(Uri? Endpoint, string? Model), ToolDialect> _known = new();

    /// <summary>How tools reach this client's endpoint as far as is known: <paramref name="preferred"/> until it was refused.</summary>
    /// <param name="client">The client that talks to the endpoint.</param>
    /// <param name="model">The model asked, or null for the client's own default.</param>
    /// <param name="preferred">What is tried first.</param>
    public ToolAccess AccessOf(IChatClient client, string? model, ToolAccess preferred) =>
        Recall(KeyOf(client, model), preferred).Access;

    internal static (Uri? Endpoint, string? Model) KeyOf(IChatClient client, string? model)
    {
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return (metadata?.ProviderUri, model ?? metadata?.DefaultModelId);
    }

    internal ToolDialect Recall((Uri? Endpoint, string? Model) key, ToolAccess preferred) =>
        preferred == ToolAccess.Native && _known.TryGetValue(key, out var dialect) ? dialect : new ToolDialect(preferred, Streams: true);

    internal void Learn((Uri? Endpoint, string? Model) key, ToolDialect dialect) => _known[key] = dialect;
}
