namespace HeavySim.Simulation;

/// <summary>One fault, decided: what a decorator or a server has to do to a request.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Wire">What it is on real HTTP.</param>
/// <param name="Delay">How long the endpoint takes to fail.</param>
internal sealed record Fault(FaultKind Kind, WireFault Wire, TimeSpan Delay)
{
    /// <summary>How a client reports it, or null when no reply breaks: the endpoint hangs, dribbles, or says nothing.</summary>
    public FaultReport? Report { get; init; }

    /// <summary>True when part of the reply gets through first (resets and truncations).</summary>
    public bool IsMidStream { get; init; }
}
