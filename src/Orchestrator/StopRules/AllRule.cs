using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>Never stops early: every attempt is waited for and paid. What a measurement of the whole curve needs.</summary>
public sealed class AllRule : IStopRule
{
    /// <inheritdoc/>
    public string Name => "all";

    /// <inheritdoc/>
    public bool ShouldStop(Ballot ballot) => false;
}
