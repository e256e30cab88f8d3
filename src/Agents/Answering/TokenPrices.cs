namespace HeavySim.Agents;

/// <summary>What a model's tokens cost.</summary>
/// <param name="InputPerMillion">US dollars for a million prompt tokens, 0 or more.</param>
/// <param name="OutputPerMillion">US dollars for a million generated tokens, 0 or more.</param>
public sealed record TokenPrices(decimal InputPerMillion, decimal OutputPerMillion)
{
    private const decimal Million = 1_000_000;

    /// <summary>The price of so many tokens in US dollars, or null where a count is not known.</summary>
    public decimal? Of(long? inputTokens, long? outputTokens) =>
        inputTokens is { } input && outputTokens is { } output ? ((input * InputPerMillion) + (output * OutputPerMillion)) / Million : null;
}
