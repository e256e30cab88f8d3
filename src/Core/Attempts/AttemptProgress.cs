namespace HeavySim.Core;

/// <summary>A sign of life from an attempt in flight.</summary>
/// <param name="OutputTokens">Tokens so far, estimated while the stream runs.</param>
/// <param name="TextDelta">New text of the answer, or null.</param>
/// <param name="ReasoningDelta">New text of the reasoning, or null.</param>
public sealed record AttemptProgress(long OutputTokens, string? TextDelta, string? ReasoningDelta)
{
    /// <summary>What the attempt has cost in all, told by one that is cancelled; otherwise null.</summary>
    internal Usage? Spent { get; init; }
}
