namespace HeavySim.Core;

/// <summary>
/// Decides at which problems a cross-check is worth its tokens, owns what checks may spend, and hears what came of them. Safe to use
/// concurrently.
/// </summary>
internal interface ICheckGate
{
    /// <summary>Whether a problem is checked. Every permit is handed back by <see cref="Settle"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="ballot">The vote so far.</param>
    /// <param name="spent">What its attempts took.</param>
    CheckPermit Ask(Problem problem, Ballot ballot, Usage spent);

    /// <summary>Tells how a problem ended that was asked for.</summary>
    /// <param name="permit">What was permitted.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="ballot">The vote, revisions included.</param>
    /// <param name="findings">What was found; empty where nobody checked.</param>
    void Settle(CheckPermit permit, Problem problem, Ballot ballot, IReadOnlyList<Finding> findings);
}
