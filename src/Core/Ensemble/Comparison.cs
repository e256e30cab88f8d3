namespace HeavySim.Core;

/// <summary>One checker's choice among several answer classes (two: pairwise; more: listwise).</summary>
public sealed record Comparison : Finding
{
    /// <summary>The classes shown, by <see cref="AnswerClass.Key"/>, in the order shown.</summary>
    public required IReadOnlyList<string> AnswerKeys { get; init; }

    /// <summary>The class preferred, or null when the checker made no readable choice, or found two of them equal.</summary>
    public required string? PreferredKey { get; init; }

    /// <summary>
    /// By how much it is preferred, in 0..1: the difference of the two ratings as a share of the whole scale, 0 when both were rated the
    /// same. Null where the checker named the best and rated nothing.
    /// </summary>
    public double? Margin { get; init; }
}
