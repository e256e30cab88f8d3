namespace HeavySim.Ensembles.Endpoints;

/// <summary>A model at Anthropic.</summary>
internal sealed class AnthropicEndpoints : AddressedEndpoints
{
    private const string Prefix = "anthropic:";

    private static readonly EndpointApi Api = EndpointApi.Named("anthropic");

    private static readonly string Address = Api.UsualAddress ?? throw new InvalidOperationException("Anthropic has an address.");

    public override string Form => "anthropic:<model>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        var model = text[Prefix.Length..];
        if (model.Length == 0 && settings.Plan.Models.Count == 0)
            throw new HeavySimException("anthropic: needs a model, as in anthropic:claude-opus-4-6.");

        return Open(Api.Name, Address, model.Length == 0 ? null : model, Api.UsualKey, settings);
    }
}
