namespace HeavySim.Records.Formats;

/// <summary>
/// A problem with recorded samples, as an import reads them. A problem may come several times, each time with further samples.
/// </summary>
/// <param name="Problem">The problem.</param>
/// <param name="Attempts">Its samples.</param>
/// <param name="Solution">Its recorded solution, or null.</param>
internal sealed record SampledProblem(Problem Problem, IReadOnlyList<RecordedAttempt> Attempts, RecordedSolution? Solution = null);
