namespace HeavySim.Agents;

/// <summary>
/// Answers a request that was made before from a folder: same endpoint, model, messages, tools and options, the seed among them, so that
/// agents which differ in nothing but their seeds keep answers of their own. A request without a seed is always made.
/// </summary>
/// <remarks>
/// Under the resilience: what failed or had nothing in it is not kept, and an answer does not remember the tries that it took. Updates are
/// kept one by one, as the marks on them hold from where they stand.
/// </remarks>
internal sealed class AnswerCache : DistributedCachingChatClient
{
    private readonly string _endpoint;

    /// <summary>Creates the cache.</summary>
    /// <param name="inner">The endpoint.</param>
    /// <param name="folder">Where answers are kept.</param>
    /// <param name="endpoint">The endpoint's address, with its default model: a part of what makes requests the same.</param>
    public AnswerCache(IChatClient inner, AnswerFolder folder, string endpoint)
        : base(inner, folder)
    {
        _endpoint = endpoint;
        CoalesceStreamingUpdates = false;
    }

    /// <inheritdoc/>
    protected override bool EnableCaching(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        options?.Seed is not null && base.EnableCaching(messages, options);

    /// <inheritdoc/>
    protected override string GetCacheKey(
        IEnumerable<ChatMessage> messages, ChatOptions? options, params ReadOnlySpan<object?> additionalValues)
    {
        // The options' own JSON leaves the tools out.
        var tools = options?.Tools?.Select(static tool =>
            $"{tool.Name} {tool.Description} {(tool as AIFunctionDeclaration)?.JsonSchema}") ?? [];
        return base.GetCacheKey(messages, options, [.. additionalValues, _endpoint, string.Join('\n', tools)]);
    }

    /// <inheritdoc/>
    protected override async Task<ChatResponse?> ReadCacheAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var kept = await base.ReadCacheAsync(key, cancellationToken);
            kept?.AdditionalProperties = UpdateMarks.AsMade(kept.AdditionalProperties);
            kept?.Mark(isEstimated: false, cost: 0, isPromptCut: false);
            return kept;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<ChatResponseUpdate>?> ReadCacheStreamingAsync(string key,
        CancellationToken cancellationToken)
    {
        try
        {
            var kept = await base.ReadCacheStreamingAsync(key, cancellationToken);
            foreach (var update in kept ?? [])
                update.AdditionalProperties = UpdateMarks.AsMade(update.AdditionalProperties);
            // It is paid already.
            if (kept is { Count: > 0 })
                kept[^1].MarkCost(0);
            return kept;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override Task WriteCacheAsync(string key, ChatResponse value, CancellationToken cancellationToken) =>
        EmptyResponseDetector.Of(value).IsMissing ? Task.CompletedTask : base.WriteCacheAsync(key, value, cancellationToken);

    /// <inheritdoc/>
    protected override Task WriteCacheStreamingAsync(string key, IReadOnlyList<ChatResponseUpdate> value,
        CancellationToken cancellationToken)
    {
        var substance = new EmptyResponseDetector();
        foreach (var update in value)
            substance.Add(update.Contents, update.FinishReason);
        return substance.IsMissing ? Task.CompletedTask : base.WriteCacheStreamingAsync(key, value, cancellationToken);
    }
}
