namespace HeavySim.Experiments.Statistics;

/// <summary>Lossless curtailment: stops when the lead exceeds what is still out. The winner is always that of the full vote.</summary>
public sealed class LeadVoteRule : IVoteRule
{
    /// <inheritdoc/>
    public string Name => "lead";

    /// <inheritdoc/>
    public bool IsOrderFree => true;

    /// <inheritdoc/>
    public bool ShouldStop(in VoteState state) => state.Leader - state.RunnerUp > state.Remaining;
}
