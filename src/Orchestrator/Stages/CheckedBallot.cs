namespace HeavySim.Orchestrator;

/// <summary>The vote as the checks have left it.</summary>
/// <param name="Ballot">The vote, with every revised answer in place of the one before.</param>
/// <param name="Findings">All findings so far, in order.</param>
internal sealed record CheckedBallot(Ballot Ballot, IReadOnlyList<Finding> Findings);
