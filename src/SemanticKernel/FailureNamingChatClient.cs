using System.Runtime.CompilerServices;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Tells HeavySim what the failures of a connector mean, so that a wrong key stops a solve and a busy endpoint is asked again.
/// </summary>
internal sealed class FailureNamingChatClient(IChatClient inner, ServiceFailures failures) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception error) when (ServiceFailures.IsForeign(error, cancellationToken))
        {
            throw await failures.ReadAsync(error);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, cancellationToken))
            yield return updates.Current;
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception error) when (ServiceFailures.IsForeign(error, cancellationToken))
        {
            throw await failures.ReadAsync(error);
        }
    }
}
