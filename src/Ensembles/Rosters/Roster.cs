using HeavySim.Verifier;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Who takes part in a solve.</summary>
/// <param name="Agents">The agents, in order.</param>
/// <param name="Checkers">The same in their role as checkers; empty where they cannot judge (recorded answers).</param>
/// <param name="Proposers">The same in their role as proposers of next steps; empty where they cannot.</param>
internal sealed record Roster(IReadOnlyList<IAgent> Agents, IReadOnlyList<Checker> Checkers, IReadOnlyList<IProposer> Proposers);
