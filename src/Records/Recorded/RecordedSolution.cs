namespace HeavySim.Records.Recorded;

/// <summary>A solution and its mark.</summary>
/// <param name="Solution">The solution, with its findings.</param>
/// <param name="Grade">Its mark; <see cref="Grade.Ungraded"/> where there is no gold.</param>
/// <param name="Checker">Who marked it, or null when ungraded.</param>
public sealed record RecordedSolution(Solution Solution, Grade Grade, string? Checker)
{
    /// <summary>How its program fared, where it answers a code problem and was run; null otherwise.</summary>
    public TestReport? Tests { get; init; }
}
