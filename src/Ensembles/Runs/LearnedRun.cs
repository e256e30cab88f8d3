namespace HeavySim.Ensembles.Runs;

/// <summary>A recorded run that an ensemble has learned from.</summary>
/// <param name="Run">Its name in the store.</param>
/// <param name="Problems">How many of its problems taught, 1 or more.</param>
public sealed record LearnedRun(string Run, int Problems);
