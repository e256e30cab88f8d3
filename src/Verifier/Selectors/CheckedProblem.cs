namespace HeavySim.Verifier;

/// <summary>A solved problem with its findings: what checkers' rates are learned from.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Ballot">The final ballot.</param>
/// <param name="Findings">What the cross-check found.</param>
/// <param name="CorrectKeys">The keys that are right, or null where there is no gold.</param>
internal sealed record CheckedProblem(Problem Problem, Ballot Ballot, IReadOnlyList<Finding> Findings, IReadOnlySet<string>? CorrectKeys);
