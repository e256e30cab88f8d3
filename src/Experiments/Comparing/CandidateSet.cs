using HeavySim.Verifier.Truth;

namespace HeavySim.Experiments.Comparing;

/// <summary>The candidates of a recorded problem as a selector sees them, and which of their answers are right.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Ballot">The final vote, revisions included.</param>
/// <param name="Findings">What the cross-check found; empty when there was none.</param>
/// <param name="RightKeys">The keys that are right, or null where right cannot be told from wrong.</param>
internal sealed record CandidateSet(Problem Problem, Ballot Ballot, IReadOnlyList<Finding> Findings, IReadOnlySet<string>? RightKeys)
{
    /// <summary>The candidates as fusion sees them.</summary>
    public TruthProblem Evidence() => TruthEvidence.Read(Problem, Ballot.Hopeful(), Findings);
}
