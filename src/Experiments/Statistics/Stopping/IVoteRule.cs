namespace HeavySim.Experiments.Statistics;

/// <summary>
/// A stop rule for measurement: the decision alone, on counts, so that what it would have done on recorded samples can be computed.
/// Pure and thread-safe.
/// </summary>
public interface IVoteRule
{
    /// <summary>The name used by <c>--stop</c>.</summary>
    string Name { get; }

    /// <summary>True when the decision needs only the counts, not the order in which the samples came.</summary>
    bool IsOrderFree { get; }

    /// <summary>True when no further sample is needed. Asked after every sample.</summary>
    bool ShouldStop(in VoteState state);
}
