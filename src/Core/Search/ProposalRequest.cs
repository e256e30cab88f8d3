namespace HeavySim.Core;

/// <summary>Asks for the next steps of a partial solution.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Partial">The way so far.</param>
/// <param name="Count">How many different steps are wanted, at least 1.</param>
/// <param name="IsLast">True to be carried through to the final answer, whatever is left to do.</param>
/// <param name="Seed">The seed of the run.</param>
internal sealed record ProposalRequest(Problem Problem, PartialSolution Partial, int Count, bool IsLast, long Seed);
