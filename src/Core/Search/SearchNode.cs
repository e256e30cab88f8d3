namespace HeavySim.Core;

/// <summary>A node of a search tree: what is recorded and shown.</summary>
public sealed record SearchNode
{
    /// <summary>Names the node, as in <see cref="PartialSolution.Path"/>; "" for the root.</summary>
    public required string Path { get; init; }

    /// <summary>The step that led here from the parent; empty at the root.</summary>
    public required string Step { get; init; }

    /// <summary>Steps from the root.</summary>
    public required int Depth { get; init; }

    /// <summary>
    /// The agent that went on from here, by index, or null when none did; in an adaptive tree the one that gave the answer here.
    /// </summary>
    public int? Agent { get; init; }

    /// <summary>The model that gave the answer here, in an adaptive tree; else null.</summary>
    public string? Model { get; init; }

    /// <summary>What the verifier gave it, in 0..1, or null when it was not or could not be valued.</summary>
    public double? Value { get; init; }

    /// <summary>What became of it.</summary>
    public NodeState State { get; init; }

    /// <summary>
    /// The answer it ended with, or why it ended without one; null while it is neither. In an adaptive tree every node has its answer.
    /// </summary>
    public string? End { get; init; }

    /// <summary>What it cost: to value it, and to go on from it.</summary>
    public Usage Usage { get; init; } = Usage.None;
}
