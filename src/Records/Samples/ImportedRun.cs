namespace HeavySim.Records.Samples;

/// <summary>A run made of recorded samples.</summary>
/// <param name="Run">The run as it is after the import.</param>
/// <param name="Remarks">What a user should hear about the file before relying on it, a sentence each; empty when all is well.</param>
public sealed record ImportedRun(RunSummary Run, IReadOnlyList<string> Remarks);
