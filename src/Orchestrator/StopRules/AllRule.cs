namespace HeavySim.Orchestrator;

/// <summary>Never stops early: every attempt is waited for and paid. What a measurement of the whole curve needs.</summary>
internal sealed class AllRule : IStopRule
{
    public string Name => "all";

    public bool IsOrderFree => true;

    public bool ShouldStop(in VoteState vote) => false;
}
