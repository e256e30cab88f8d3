using System.Runtime.CompilerServices;

namespace HeavySim.Simulation;

/// <summary>A client of ours as foreign code sees it: each call enters the virtual world again.</summary>
internal sealed class WorldChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Airlock.InAsync(() => InnerClient.GetResponseAsync(messages, options, cancellationToken));

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // By hand and not by await foreach: each step, and the disposal, passes the airlock on its own.
        var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await Airlock.InAsync(() => updates.MoveNextAsync().AsTask()))
                yield return updates.Current;
        }
        finally
        {
            await Airlock.InAsync(async () =>
            {
                await updates.DisposeAsync();
                return true;
            });
        }
    }
}
