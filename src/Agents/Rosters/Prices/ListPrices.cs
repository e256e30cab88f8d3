using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// The providers' list prices of common models, from a dated table in this assembly. Only for the providers' own hosts: what a model costs
/// at a server of another is never guessed.
/// </summary>
internal static partial class ListPrices
{
    private const string Resource = "list-prices.csv";

    private static readonly FrozenDictionary<string, string> Hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["api.openai.com"] = "openai",
        ["api.anthropic.com"] = "anthropic",
        ["generativelanguage.googleapis.com"] = "google",
        ["api.groq.com"] = "groq",
        ["api.x.ai"] = "xai",
        ["api.mistral.ai"] = "mistral",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<FrozenDictionary<string, ListedModel>> Models = new(Read);

    /// <summary>
    /// The model, by its name or its name without a date at the end; null at other hosts and for models that are not listed.
    /// </summary>
    /// <param name="baseUrl">The endpoint's address.</param>
    /// <param name="model">The model's name there.</param>
    public static ListedModel? Find(string baseUrl, string model)
    {
        if (!Hosts.TryGetValue(EndpointAddress.Parse(baseUrl).Candidates[0].Host, out var provider))
            return null;

        var name = model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;
        return Models.Value.GetValueOrDefault($"{provider},{name}")
            ?? Models.Value.GetValueOrDefault($"{provider},{Date().Replace(name, "")}");
    }

    private static FrozenDictionary<string, ListedModel> Read()
    {
        using var reader = new StreamReader(typeof(ListPrices).Assembly.GetManifestResourceStream(Resource)!);
        var models = new Dictionary<string, ListedModel>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(',') is not [var provider, var name, var input, var cached, var output, var context])
                continue;

            var prices = new TokenPrices(Number(input), Number(output))
            {
                CachedInputPerMillion = cached.Length == 0 ? null : Number(cached),
            };
            models.Add($"{provider},{name}", new ListedModel(prices, int.Parse(context, CultureInfo.InvariantCulture)));
        }

        return models.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-(?:\d{4}-\d{2}-\d{2}|\d{8})$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
