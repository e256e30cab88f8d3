using System.Runtime.CompilerServices;

namespace HeavySim.Simulation;

/// <summary>A foreign client as the virtual world sees it: each call leaves through the airlock and comes back to the world.</summary>
internal sealed class AirlockedChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Airlock.OutAsync(() => InnerClient.GetResponseAsync(messages, options, cancellationToken));

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // By hand and not by await foreach: each step, and the disposal, passes the airlock on its own.
        var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await Airlock.OutAsync(() => updates.MoveNextAsync().AsTask()))
                yield return updates.Current;
        }
        finally
        {
            await Airlock.OutAsync(async () =>
            {
                await updates.DisposeAsync();
                return true;
            });
        }
    }
}
