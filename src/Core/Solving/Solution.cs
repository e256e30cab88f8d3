namespace HeavySim.Core;

/// <summary>The answer of the whole ensemble to one problem, and everything it rests on.</summary>
public sealed record Solution
{
    /// <summary>The problem.</summary>
    public required Problem Problem { get; init; }

    /// <summary>The ensemble's choice.</summary>
    public required Selection Selection { get; init; }

    /// <summary>The final vote.</summary>
    public required Ballot Ballot { get; init; }

    /// <summary>Every attempt, round by round, in roster order within one, however it ended.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>What the cross-check found; empty when there was none.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The search tree, parents before children, where there was one; empty elsewhere. Its leaves are the attempts.</summary>
    public IReadOnlyList<SearchNode> Tree { get; init; } = [];

    /// <summary>Agents without an answer, and why; where there were rounds, in the round that voted.</summary>
    public required IReadOnlyList<MissingAttempt> Missing { get; init; }

    /// <summary>Why the solve ended before every attempt was in (a stop rule's name, "deadline", "budget"), or null.</summary>
    public string? Stopped { get; init; }

    /// <summary>All that was spent.</summary>
    public required Usage Usage { get; init; }

    /// <summary>Time from the first call slot to the selection.</summary>
    public required TimeSpan Elapsed { get; init; }
}
