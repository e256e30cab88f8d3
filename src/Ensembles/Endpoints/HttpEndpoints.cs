namespace HeavySim.Ensembles.Endpoints;

/// <summary>An OpenAI-compatible server by its address; its key is in the environment.</summary>
internal sealed class HttpEndpoints : EndpointKind
{
    private const string KeyVariable = "OPENAI_API_KEY";

    public override string Form => "http(s)://host[:port][/v1]";

    public override bool Reads(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        var url = new Uri(text);
        var options = new EndpointOptions
        {
            Name = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}",
            BaseUrl = url.ToString(),
            Models = settings.Plan.Models,
            ApiKeyEnv = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(KeyVariable)) ? null : KeyVariable,
            MaxOutputTokens = settings.Plan.MaxOutputTokens,
            ModelPrices = settings.File.Prices,
            Resilience = settings.Resilience,
        };
        return new HttpModelSource(options, settings.Plan, KeyVariable);
    }

    /// <summary>Where calls are posted to: a slash at the end and what the client adds make no difference.</summary>
    protected override string OneForm(string text) => EndpointAddress.Parse(text).Candidates[0].AbsoluteUri;

    /// <summary>No user, password or query.</summary>
    public override string WithoutSecrets(string text) =>
        new Uri(text).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
