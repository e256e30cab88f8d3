namespace HeavySim.Records.Recorded;

/// <summary>A run of a store at a glance.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="ProblemSet">The name of its problem set.</param>
/// <param name="ProblemDigest">The fingerprint of its problem set.</param>
/// <param name="Problems">How many problems it has.</param>
/// <param name="Attempts">How many attempts are recorded.</param>
/// <param name="Solutions">How many problems are solved.</param>
/// <param name="Created">When it was begun, or null for a simulated run, which no wall clock touches.</param>
public sealed record RunSummary(
    RunSettings Settings, string ProblemSet, string ProblemDigest, int Problems, long Attempts, int Solutions, DateTimeOffset? Created)
{
    /// <summary>The run's name.</summary>
    public string Name => Settings.Name;
}
