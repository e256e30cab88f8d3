using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>
/// Lossless curtailment: stops when the leader's lead exceeds what is still out, so the winner of the full vote is already certain.
/// </summary>
public sealed class LeadRule : IStopRule
{
    /// <inheritdoc/>
    public string Name => "lead";

    /// <inheritdoc/>
    public bool ShouldStop(Ballot ballot) => ballot.LeaderVotes - ballot.RunnerUpVotes > ballot.Outstanding;
}
