namespace HeavySim.Core;

/// <summary>A problem to be solved, with what is already known of it.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Recorded">Attempts made before, from a journal: their agents are not asked again.</param>
public sealed record SolveRequest(Problem Problem, IReadOnlyList<Attempt> Recorded);
