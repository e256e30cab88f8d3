namespace HeavySim.Core;

/// <summary>
/// An agent's second thoughts after it saw the others' distinct solutions; its new attempt takes the place of the old one.
/// </summary>
public sealed record Revision : Finding
{
    /// <summary>The attempt made after comparing notes.</summary>
    public required Attempt Attempt { get; init; }

    /// <summary>The key of the agent's earlier answer, or null when it had none.</summary>
    public required string? PreviousKey { get; init; }

    /// <summary>True when the answer changed.</summary>
    public bool IsChanged => Attempt.Answer is { } answer && !string.Equals(answer.Key, PreviousKey, StringComparison.Ordinal);
}
