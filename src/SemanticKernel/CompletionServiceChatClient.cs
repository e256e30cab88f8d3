using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel;

/// <summary>
/// A chat completion service of Semantic Kernel's older kind as a chat client: Semantic Kernel's own adapter, with the usage and the finish
/// reason that it leaves in a message's metadata. In one piece: its stream breaks the calls of tools into parts that nobody joins.
/// </summary>
internal sealed class CompletionServiceChatClient(IChatCompletionService service) : DelegatingChatClient(service.AsChatClient())
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        foreach (var message in response.Messages)
        {
            if (message.AdditionalProperties is not { } metadata)
                continue;

            if (metadata.TryGetValue("Usage", out var usage) && MessageUsage.Of(usage) is { } counted)
                response.Usage = counted;
            if (metadata.TryGetValue("FinishReason", out var reason) && MessageUsage.FinishReason(reason) is { } finished)
                response.FinishReason = finished;
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }
}
