namespace HeavySim.Orchestrator;

/// <summary>
/// How long a solve waits for stragglers: once <see cref="Share"/> of the attempts have ended, at time t, the rest get until
/// t · (1 + <see cref="GraceFactor"/>), and at least <see cref="MinimumGrace"/> more.
/// </summary>
public sealed record QuorumOptions
{
    /// <summary>The share of attempts that makes a quorum, in (0, 1]; default 0.75.</summary>
    public double Share { get; init; } = 0.75;

    /// <summary>The grace as a multiple of the time the quorum took, 0 or more; default 1.</summary>
    public double GraceFactor { get; init; } = 1;

    /// <summary>The shortest grace; default 5 s.</summary>
    public TimeSpan MinimumGrace { get; init; } = TimeSpan.FromSeconds(5);

    internal int CountOf(int attempts) => Math.Clamp((int)Math.Ceiling(Share * attempts), 1, attempts);

    internal TimeSpan GraceAfter(TimeSpan elapsed)
    {
        var grace = elapsed * GraceFactor;
        return grace > MinimumGrace ? grace : MinimumGrace;
    }
}
