namespace HeavySim.Agents;

/// <summary>Reads prices in <c>heavysim.json</c>: an endpoint's own, and those by model for the whole file.</summary>
internal static class PricesSection
{
    /// <summary>Reads one model's or endpoint's prices.</summary>
    public static TokenPrices Read(ConfigurationNode node)
    {
        decimal? input = null, cached = null, output = null;
        foreach (var (field, value) in node.Properties())
        {
            switch (field)
            {
                case "inputPerMillion": input = Price(value); break;
                case "cachedInputPerMillion": cached = Price(value); break;
                case "outputPerMillion": output = Price(value); break;
                default: throw value.Unknown("inputPerMillion, cachedInputPerMillion, outputPerMillion");
            }
        }

        return new TokenPrices(
            input ?? throw node.Error("needs 'inputPerMillion'"), output ?? throw node.Error("needs 'outputPerMillion'"))
        {
            CachedInputPerMillion = cached,
        };
    }

    /// <summary>Reads prices by the names of models.</summary>
    public static IReadOnlyDictionary<string, TokenPrices> ReadByModel(ConfigurationNode node)
    {
        var prices = new Dictionary<string, TokenPrices>(StringComparer.OrdinalIgnoreCase);
        foreach (var (model, value) in node.Properties())
        {
            if (!prices.TryAdd(model, Read(value)))
                throw value.Error("is there twice");
        }

        return prices;
    }

    private static decimal Price(ConfigurationNode value) => (decimal)value.Number(0, 1e9);
}
