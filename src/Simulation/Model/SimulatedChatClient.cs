using System.Runtime.CompilerServices;

namespace HeavySim.Simulation;

/// <summary>
/// The simulated model behind its endpoint, as any other chat client. Replies take the time that queueing, the first token and the tokens
/// take on the endpoint's clock. In a virtual world it must be called on the world's thread: elsewhere its clock refuses.
/// </summary>
/// <param name="model">Who answers. May serve several clients.</param>
/// <param name="endpoint">Where it runs.</param>
public sealed class SimulatedChatClient(SimulatedModel model, SimulatedEndpoint endpoint) : IChatClient
{
    // A sign of life at least this often, where a real stream gives one every few milliseconds: often enough for idle limits, which
    // are a minute or so, and seldom enough to cost nothing.
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromSeconds(30);

    /// <summary>The endpoint, for its statistics.</summary>
    public SimulatedEndpoint Endpoint => endpoint;

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var reply = model.Reply(messages, options);
        using var lease = await endpoint.EnterAsync(reply.InputTokens + (long)reply.OutputTokens, reply.TokensPerSecond, cancellationToken);
        await endpoint.WaitAsync(TimeSpan.FromSeconds(reply.FirstTokenSeconds), cancellationToken);
        await endpoint.DecodeAsync(TimeSpan.FromSeconds(reply.OutputTokens / reply.TokensPerSecond), cancellationToken);
        lease.Complete();

        List<AIContent> contents = [];
        if (reply.Reasoning is not null)
            contents.Add(new TextReasoningContent(reply.Reasoning));
        contents.Add(new TextContent(reply.Text));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = ModelName(options),
            FinishReason = FinishOf(reply),
            Usage = UsageOf(reply),
            AdditionalProperties = Marks(reply.Confidences?.Next(reply.OutputTokens, reply.TopLogprobs)),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var reply = model.Reply(messages, options);
        using var lease = await endpoint.EnterAsync(reply.InputTokens + (long)reply.OutputTokens, reply.TokensPerSecond, cancellationToken);
        await endpoint.WaitAsync(TimeSpan.FromSeconds(reply.FirstTokenSeconds), cancellationToken);

        var pace = new ReplyPace(reply);
        if (reply.Reasoning is not null)
            yield return Update(options, new TextReasoningContent(reply.Reasoning));

        foreach (var part in pace.Reasoning(UpdateInterval, endpoint))
        {
            await endpoint.DecodeAsync(part.Time, cancellationToken);
            if (part.IsSign || part.Confidences is not null)
                yield return Update(options, part.IsSign ? new TextReasoningContent(" ...") : null, part.Confidences);
        }

        // The body at the beginning of the writing, the final lines at its end.
        var split = Math.Max(0, reply.Text.LastIndexOf("\n\n", StringComparison.Ordinal));
        if (split > 0)
            yield return Update(options, new TextContent(reply.Text[..split]));

        foreach (var part in pace.Writing(UpdateInterval, endpoint))
        {
            await endpoint.DecodeAsync(part.Time, cancellationToken);
            if (part.IsSign || part.Confidences is not null)
                yield return Update(options, part.IsSign ? new TextContent("") : null, part.Confidences);
        }

        lease.Complete();
        var last = Update(options, new TextContent(split > 0 ? reply.Text[split..] : reply.Text));
        last.Contents.Add(new UsageContent(UsageOf(reply)));
        last.FinishReason = FinishOf(reply);
        yield return last;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;

        return serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("sim", defaultModelId: model.Profile.Name)
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(endpoint) ? endpoint
            : serviceType.IsInstanceOfType(model) ? model
            : null;
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private static ChatFinishReason FinishOf(SimulatedReply reply) => reply.IsTruncated ? ChatFinishReason.Length : ChatFinishReason.Stop;

    private static UsageDetails UsageOf(SimulatedReply reply) => new()
    {
        InputTokenCount = reply.InputTokens,
        OutputTokenCount = reply.OutputTokens,
        TotalTokenCount = (long)reply.InputTokens + reply.OutputTokens,
        ReasoningTokenCount = reply.ReasoningTokens,
    };

    private string ModelName(ChatOptions? options) => string.IsNullOrEmpty(options?.ModelId) ? model.Profile.Name : options.ModelId;

    private ChatResponseUpdate Update(ChatOptions? options, AIContent? content, float[]? confidences = null) =>
        new(ChatRole.Assistant, content is null ? [] : [content])
        {
            ModelId = ModelName(options),
            AdditionalProperties = Marks(confidences),
        };

    private static AdditionalPropertiesDictionary? Marks(float[]? confidences) =>
        confidences is null ? null : new AdditionalPropertiesDictionary { [TokenMarks.Confidences] = confidences };
}
