namespace HeavySim.Orchestrator;

/// <summary>What one round asks of its agents.</summary>
/// <param name="Number">The round, from 0; it is the number of the sample too, so that every round has draws of its own.</param>
/// <param name="Began">When it began, from the beginning of the solve.</param>
/// <param name="Assign">What the agent of this index is shown of the round before; null for nothing.</param>
internal sealed record RoundTask(int Number, TimeSpan Began, Func<int, EarlierWork?> Assign)
{
    /// <summary>A round in which everybody answers afresh.</summary>
    public static RoundTask First { get; } = new(0, TimeSpan.Zero, static _ => null);

    /// <summary>The attempt as one of this round.</summary>
    public Attempt Stamped(Attempt attempt) => Number == 0 ? attempt : attempt with { Round = Number, Sample = Number };
}
