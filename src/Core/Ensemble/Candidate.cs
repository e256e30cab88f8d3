namespace HeavySim.Core;

/// <summary>An attempt that gave an answer, and so stands for election.</summary>
/// <param name="Answer">Its answer.</param>
/// <param name="Attempt">The attempt behind it.</param>
public sealed record Candidate(Answer Answer, Attempt Attempt);
