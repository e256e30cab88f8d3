namespace HeavySim.Ensembles.Endpoints;

/// <summary>A server of OpenAI's Responses API by its address.</summary>
internal sealed class ResponsesEndpoints : AddressedEndpoints
{
    private const string Api = "responses";
    private const string Prefix = Api + ":";

    public override string Form => "responses:http(s)://host[/v1]";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) && IsAddress(AddressIn(text));

    public override IModelSource Open(string text, EndpointSettings settings) =>
        Open(Api, AddressIn(text), model: null, HttpEndpoints.KeyVariable, settings);

    /// <summary>Where calls are posted to.</summary>
    protected override string OneForm(string text) => Prefix + EndpointAddress.Parse(AddressIn(text)).Candidates[0].AbsoluteUri;

    /// <summary>No user, password or query.</summary>
    public override string WithoutSecrets(string text) => Prefix + Bare(AddressIn(text));

    private static string AddressIn(string text) => text[Prefix.Length..];
}
