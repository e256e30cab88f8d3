using HeavySim.Ensembles.Rosters;
using HeavySim.Records.Samples;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>Recorded answers.</summary>
internal sealed class ReplayEndpoints : EndpointKind
{
    private const string Prefix = "replay:";

    public override string Form => "replay:<file>";

    public override bool Reads(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override IModelSource Open(string text, EndpointSettings settings) =>
        throw new HeavySimException(
            "replay: cannot be mixed with other endpoints: recorded answers take no time, so nothing could be compared.");

    public override async Task<IRosterSource?> OpenAgentsAsync(string text, EndpointSettings settings, CancellationToken cancellationToken)
    {
        if (text.Length == Prefix.Length)
            throw new HeavySimException("replay: needs a file, as in replay:samples.jsonl.gz.");
        if (settings.Plan.Tools is not (null or "none"))
            throw new HeavySimException("replay: takes no tools: its answers are recorded.");
        if (settings.Plan.Cache is not null)
            throw new HeavySimException("replay: takes no cache: its answers are recorded.");

        return new ReplayRosterSource(
            await RecordedSamples.LoadAsync(text[Prefix.Length..], settings.Answers, cancellationToken), settings.Answers);
    }
}
