namespace HeavySim.Agents;

/// <summary>What a model's tokens cost.</summary>
/// <param name="InputPerMillion">US dollars for a million prompt tokens, 0 or more.</param>
/// <param name="OutputPerMillion">US dollars for a million generated tokens, 0 or more.</param>
public sealed record TokenPrices(decimal InputPerMillion, decimal OutputPerMillion)
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// US dollars for a million prompt tokens that the endpoint had in its cache, 0 or more; null (the default) for the full price.
    /// </summary>
    public decimal? CachedInputPerMillion { get; init; }

    /// <summary>The price of so many tokens in US dollars, or null where a count is not known.</summary>
    /// <param name="inputTokens">Prompt tokens, those from the cache among them.</param>
    /// <param name="outputTokens">Generated tokens.</param>
    /// <param name="cachedInputTokens">Prompt tokens from the cache, or null where that is not known.</param>
    public decimal? Of(long? inputTokens, long? outputTokens, long? cachedInputTokens = null)
    {
        if (inputTokens is not { } input || outputTokens is not { } output)
            return null;

        var cached = Math.Clamp(cachedInputTokens ?? 0, 0, Math.Max(0, input));
        return ((cached * (CachedInputPerMillion ?? InputPerMillion)) + ((input - cached) * InputPerMillion) + (output * OutputPerMillion))
            / Million;
    }
}
