using HeavySim.Records.Samples;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Recorded answers in place of agents.</summary>
internal sealed class ReplayRosterSource(RecordedSamples samples, IAnswerEngine answers) : IRosterSource
{
    public bool IsSimulated => false;

    public bool CanCheck => false;

    public bool SharesLimitedEndpoint => false;

    public IReadOnlyCollection<EndpointStatistics> EndpointStatistics => [];

    public string Description => "replay:" + samples.Name;

    public Roster Build(int agents, TimeProvider time)
    {
        var cards = Enumerable.Range(0, agents).Select(i => new AgentCard(i, "", Description, "recorded", Temperature: null));
        return new Roster([.. cards.Select(card => new ReplayAgent(card, samples, agents, answers))], [], []);
    }
}
