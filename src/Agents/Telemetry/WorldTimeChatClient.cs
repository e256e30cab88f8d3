using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HeavySim.Agents;

/// <summary>
/// Gives the span of a call, which the library around this client has begun on the machine's clock, the times of the clock of its
/// world. A span whose end is set keeps it when it is stopped.
/// </summary>
internal sealed class WorldTimeChatClient(IChatClient inner, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var span = Begin();
        try
        {
            return await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        }
        finally
        {
            End(span);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var span = Begin();
        try
        {
            var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken);
            await foreach (var update in updates.WithCancellation(cancellationToken))
                yield return update;
        }
        finally
        {
            End(span);
        }
    }

    /// <summary>The library's span, and not one further out where the library was not asked for any.</summary>
    private Activity? Begin() =>
        Activity.Current is { Source.Name: Telemetry.SimulatedName } span ? span.SetStartTime(time.GetUtcNow().UtcDateTime) : null;

    private void End(Activity? span) => span?.SetEndTime(time.GetUtcNow().UtcDateTime);
}
