namespace HeavySim.Ensembles.Endpoints;

/// <summary>An endpoint that the configuration file describes.</summary>
internal sealed class NamedEndpoints : EndpointKind
{
    public override string Form => "a name from heavysim.json";

    public override bool Reads(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    public override IModelSource Open(string text, EndpointSettings settings)
    {
        var (plan, endpoints, files) = (settings.Plan, settings.File.Endpoints, settings.File.ModelFiles);
        if (files.TryGetValue(text, out var file))
            return new GgufModelSource(text, file, settings);
        if (!endpoints.TryGetValue(text, out var options))
        {
            var known = endpoints.Count + files.Count == 0 ? "none" : string.Join(", ", endpoints.Keys.Concat(files.Keys));
            throw new HeavySimException($"There is no endpoint '{text}': {plan.Config.Path} names {known}.");
        }

        var chosen = plan.Models.Count > 0 ? options with { Models = plan.Models } : options;
        return new HttpModelSource(chosen with { Resilience = settings.Patient(chosen.Resilience) }, plan);
    }
}
