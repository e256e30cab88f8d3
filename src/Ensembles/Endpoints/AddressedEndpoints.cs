namespace HeavySim.Ensembles.Endpoints;

/// <summary>A server by its address on the command line, whatever is spoken there; its key is in the environment.</summary>
internal abstract class AddressedEndpoints : EndpointKind
{
    /// <summary>The address without what can be a key: no user, password or query.</summary>
    protected static string Bare(string address) =>
        new Uri(address).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>True for an address with its scheme.</summary>
    protected static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>The models of a server.</summary>
    /// <param name="api">What is spoken there.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="model">The model that was written with it, or null.</param>
    /// <param name="keyVariable">Where its key usually is, or null.</param>
    /// <param name="settings">What it is opened with.</param>
    protected static HttpModelSource Open(string api, string address, string? model, string? keyVariable, EndpointSettings settings)
    {
        var url = new Uri(address);
        var options = new EndpointOptions
        {
            Name = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}",
            Api = api,
            BaseUrl = url.ToString(),
            Models = model is null || settings.Plan.Models.Count > 0 ? settings.Plan.Models : [model],
            ApiKeyEnv = keyVariable is not null && !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(keyVariable))
                ? keyVariable
                : null,
            MaxOutputTokens = settings.Plan.MaxOutputTokens,
            ModelPrices = settings.File.Prices,
            Resilience = settings.Resilience,
        };
        return new HttpModelSource(options, settings.Plan, keyVariable);
    }
}
