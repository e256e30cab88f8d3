namespace HeavySim.Simulation;

/// <summary>What tokens cost.</summary>
/// <param name="InputPerMillion">US dollars for a million prompt tokens, 0 or more.</param>
/// <param name="OutputPerMillion">US dollars for a million generated tokens, 0 or more.</param>
public sealed record Prices(decimal InputPerMillion, decimal OutputPerMillion)
{
    /// <summary>The price of a call in US dollars.</summary>
    public decimal Of(long inputTokens, long outputTokens) =>
        ((inputTokens * InputPerMillion) + (outputTokens * OutputPerMillion)) / 1_000_000m;

    internal IEnumerable<string> Errors()
    {
        if (InputPerMillion < 0)
            yield return "prices.inputPerMillion must be 0 or more";
        if (OutputPerMillion < 0)
            yield return "prices.outputPerMillion must be 0 or more";
    }
}
