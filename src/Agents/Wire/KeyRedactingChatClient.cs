using System.Runtime.CompilerServices;

namespace HeavySim.Agents;

/// <summary>Keeps the endpoint's key out of what a client says that is not ours and does not do so itself.</summary>
/// <param name="client">The client.</param>
/// <param name="key">The key.</param>
internal sealed class KeyRedactingChatClient(IChatClient client, KeyRedaction key) : DelegatingChatClient(client)
{
    /// <summary>The client as it is where there is no key to keep.</summary>
    public static IChatClient Around(IChatClient client, string? key) =>
        KeyRedaction.Of(key) is { } redaction ? new KeyRedactingChatClient(client, redaction) : client;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        foreach (var content in response.Messages.SelectMany(static message => message.Contents))
        {
            if (content is TextContent text)
                text.Text = key.Without(text.Text);
            if (content is TextReasoningContent thought)
                thought.Text = key.Without(thought.Text);
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (said, thought) = (new KeyFilter(key), new KeyFilter(key));
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            foreach (var content in update.Contents)
            {
                if (content is TextContent text)
                    text.Text = said.Accept(text.Text);
                if (content is TextReasoningContent reasoning)
                    reasoning.Text = thought.Accept(reasoning.Text);
            }

            // What was held back goes with the end, where there is one.
            if (update.FinishReason is not null)
                Release(update);
            yield return update;
        }

        var rest = new ChatResponseUpdate { Role = ChatRole.Assistant };
        Release(rest);
        if (rest.Contents.Count > 0)
            yield return rest;

        void Release(ChatResponseUpdate update)
        {
            if (thought.Finish() is { Length: > 0 } reasoning)
                update.Contents.Add(new TextReasoningContent(reasoning));
            if (said.Finish() is { Length: > 0 } text)
                update.Contents.Add(new TextContent(text));
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(KeyRedaction) ? key : base.GetService(serviceType, serviceKey);
}
