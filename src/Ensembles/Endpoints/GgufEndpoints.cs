namespace HeavySim.Ensembles.Endpoints;

/// <summary>A model file, run in a process of its own.</summary>
internal sealed class GgufEndpoints : EndpointKind
{
    private const string Prefix = "gguf:";

    public override string Form => "gguf:<file>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        if (text.Length == Prefix.Length)
            throw new HeavySimException("gguf: needs a model file, as in gguf:models/tiny-arith.gguf.");

        return new GgufModelSource(text, new ModelFile(text[Prefix.Length..]), settings);
    }
}
