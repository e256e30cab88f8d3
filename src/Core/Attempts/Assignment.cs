namespace HeavySim.Core;

/// <summary>One attempt to be made: the problem, and the number of the sample, from which all randomness of the attempt follows.</summary>
public sealed record Assignment
{
    /// <summary>The problem to solve.</summary>
    public required Problem Problem { get; init; }

    /// <summary>The seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>How often this agent has been asked this problem before, from 0 (later rounds, hedges, retries by a user).</summary>
    public int Sample { get; init; }

    /// <summary>
    /// The token confidence, in nats, under which no window of the text may fall: the agent that sees it ends the attempt there, as
    /// <see cref="Outcome.Cut"/>. Null (the default) to let every attempt run whole.
    /// </summary>
    public double? CutBelow { get; init; }

    /// <summary>What others found, to compare notes with; empty on a first round.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>A solution to check and improve on, or null (the default) to answer afresh.</summary>
    public Note? Draft { get; init; }

    /// <summary>Attempts of the round before, to learn from, or null (the default) on a first round.</summary>
    public EarlierWork? Earlier { get; init; }
}
