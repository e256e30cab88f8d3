using System.Runtime.CompilerServices;
using HeavySim.Agents;

namespace HeavySim.LocalModels;

/// <summary>A model file as any other chat client. Safe to call concurrently: what is asked at once is written in one batch.</summary>
/// <param name="host">Has the model run.</param>
/// <param name="name">The model's name.</param>
/// <param name="keepsSystem">False where its chat template leaves out system messages: what they say is put before the question.</param>
/// <param name="maxTokens">The most tokens where a request names none; null for as many as fit.</param>
/// <param name="folded">Is called when a system message was first put before a question; or null.</param>
internal sealed class GgufChatClient(
    WorkerHost host, string name, bool keepsSystem, int? maxTokens = null, Action? folded = null) : IChatClient
{
    private int _hasFolded;
    private int _unseeded;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transcript = new Transcript { KeepsConfidences = UpdateMarks.TopLogprobs(options) is not null };
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            transcript.Add(update);

        return transcript.ToResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Models think aloud in tags, as they do behind servers.
        var tags = new ThinkTagSplitter();
        await foreach (var reply in host.AskAsync(Asked([.. messages], options), cancellationToken))
        {
            var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = name };
            if (reply.Text is { } text)
                Append(update, tags.Accept(text));
            if (reply.Confidences is { } confidences)
                update.MarkConfidences(confidences);
            if (reply.End is { } end)
            {
                Append(update, tags.Finish());
                update.FinishReason = end.IsWhole ? ChatFinishReason.Stop : ChatFinishReason.Length;
                update.Contents.Add(new UsageContent(new UsageDetails
                {
                    InputTokenCount = end.PromptTokens,
                    CachedInputTokenCount = end.CachedTokens,
                    OutputTokenCount = end.Tokens,
                    TotalTokenCount = (long)end.PromptTokens + end.Tokens,
                }));
            }

            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("gguf", defaultModelId: name)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing: the process serves other clients too.</summary>
    public void Dispose()
    {
    }

    private static void Append(ChatResponseUpdate update, ThinkTagSplitter.Pieces pieces)
    {
        if (pieces.IsReasoningSoFar)
            update.MarkReasoningSoFar();
        if (!string.IsNullOrEmpty(pieces.Reasoning))
            update.Contents.Add(new TextReasoningContent(pieces.Reasoning));
        if (!string.IsNullOrEmpty(pieces.Text))
            update.Contents.Add(new TextContent(pieces.Text));
    }

    private Generation Asked(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Tools is { Count: > 0 })
            throw new ModelCallException(FailureCause.ParameterRefused, "The model file does not support tools by the protocol.");

        return new Generation(
            Id: 0, Turns(messages),
            // Who gives no seed wants another text each time.
            Seed: options?.Seed is { } seed ? unchecked((uint)seed ^ (uint)(seed >> 32)) : (uint)Interlocked.Increment(ref _unseeded))
        {
            Temperature = options?.Temperature ?? 1,
            TopP = options?.TopP,
            TopK = options?.TopK,
            MaxTokens = options?.MaxOutputTokens ?? maxTokens,
            Stop = options?.StopSequences is { Count: > 0 } stops ? [.. stops] : [],
            TopLogprobs = UpdateMarks.TopLogprobs(options) ?? 0,
        };
    }

    private IReadOnlyList<TemplateMessage> Turns(IReadOnlyList<ChatMessage> messages)
    {
        var turns = messages.Select(static m => new TemplateMessage(m.Role.Value, m.Text)).ToList();
        if (keepsSystem || turns.FindIndex(static t => t.Role == "user") is not (>= 0 and var first))
            return turns;

        var before = turns.Where(static t => t.Role == "system").Select(static t => t.Content).ToList();
        if (before.Count > 0 && Interlocked.Exchange(ref _hasFolded, 1) == 0)
            folded?.Invoke();
        turns[first] = turns[first] with { Content = string.Join("\n\n", [.. before, turns[first].Content]) };
        turns.RemoveAll(static t => t.Role == "system");
        return turns;
    }
}
