namespace HeavySim.Orchestrator;

/// <summary>
/// Lossless curtailment: stops when the leader's lead exceeds what is still out, so the winner of the full vote is already certain.
/// </summary>
internal sealed class LeadRule : IStopRule
{
    public string Name => "lead";

    public bool IsOrderFree => true;

    public bool ShouldStop(in VoteState vote)
    {
        var (leader, runnerUp) = vote.TopTwo;
        return leader - runnerUp > vote.Outstanding;
    }
}
