namespace HeavySim.Ensembles.Endpoints;

/// <summary>An OpenAI-compatible server by its address.</summary>
internal sealed class HttpEndpoints : AddressedEndpoints
{
    /// <summary>Where the key of a server that speaks a protocol of OpenAI's is looked for.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    public override string Form => "http(s)://host[:port][/v1]";

    public override bool Reads(string text) => IsAddress(text);

    public override IModelSource Open(string text, EndpointSettings settings) =>
        Open(EndpointApi.Usual, text, model: null, KeyVariable, settings);

    /// <summary>Where calls are posted to: a slash at the end and what the client adds make no difference.</summary>
    protected override string OneForm(string text) => EndpointAddress.Parse(text).Candidates[0].AbsoluteUri;

    /// <summary>No user, password or query.</summary>
    public override string WithoutSecrets(string text) => Bare(text);
}
