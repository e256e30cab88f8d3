namespace HeavySim.Ensembles.Endpoints;

/// <summary>The simulated model; the profile may be empty for the default.</summary>
internal sealed class SimulatedEndpoints : EndpointKind
{
    private const string Prefix = "sim:";

    public override string Form => "sim:, sim:<profile>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        if (settings.Plan.Cache is not null)
            throw new HeavySimException("sim: takes no cache: its answers cost nothing.");

        return new SimulatedModelSource(text, ProfileCatalog.Load(text[Prefix.Length..]), settings);
    }

    /// <summary>Without a name it is the default's.</summary>
    protected override string OneForm(string text) => text.Trim() == Prefix ? Prefix + ProfileCatalog.DefaultName : text;
}
