namespace HeavySim.Records.Recorded;

/// <summary>A solution and its mark.</summary>
/// <param name="Solution">The solution, with its findings.</param>
/// <param name="Grade">Its mark; <see cref="Grade.Ungraded"/> where there is no gold.</param>
/// <param name="Checker">Who marked it, or null when ungraded.</param>
public sealed record RecordedSolution(Solution Solution, Grade Grade, string? Checker);
