namespace HeavySim.Simulation;

/// <summary>One fault, decided: what a decorator or a server has to do to a request.</summary>
internal sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The HTTP status to answer with: 429, 500, 502, 503; 200 for all other kinds.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What to say in Retry-After, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long the endpoint takes to fail.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True when part of the reply gets through first (resets and truncations).</summary>
    public bool IsMidStream { get; init; }
}
