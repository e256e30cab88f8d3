using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>Everything a run recorded of one problem.</summary>
/// <param name="Ordinal">The problem's place in its set, from 0.</param>
/// <param name="Problem">The problem.</param>
/// <param name="Attempts">Its attempts by agent, then by sample; empty while none has ended.</param>
/// <param name="Solution">Its solution, or null while it is not solved (or was imported).</param>
public sealed record RecordedProblem(int Ordinal, Problem Problem, IReadOnlyList<RecordedAttempt> Attempts, RecordedSolution? Solution);
