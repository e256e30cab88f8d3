namespace HeavySim.Core;

/// <summary>One checker's choice among several answer classes (two: pairwise; more: listwise).</summary>
public sealed record Comparison : Finding
{
    /// <summary>The classes shown, by <see cref="AnswerClass.Key"/>, in the order shown.</summary>
    public required IReadOnlyList<string> AnswerKeys { get; init; }

    /// <summary>The class preferred, or null when the checker made no readable choice.</summary>
    public required string? PreferredKey { get; init; }
}
