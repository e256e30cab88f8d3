namespace HeavySim.Core;

/// <summary>What came of asking for next steps.</summary>
/// <param name="Steps">
/// Different next steps, at most as many as were wanted; empty when the way ends here, with an answer or without.
/// </param>
/// <param name="Attempt">The call behind it: its cost, its time, and where the way ends its outcome.</param>
internal sealed record Proposal(IReadOnlyList<string> Steps, Attempt Attempt);
