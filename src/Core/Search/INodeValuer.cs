namespace HeavySim.Core;

/// <summary>Values partial solutions. Implementations are safe to call concurrently; only the caller's cancellation throws.</summary>
internal interface INodeValuer
{
    /// <summary>Values one.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="partial">The way so far, at least one step.</param>
    /// <param name="judge">Which agent is to judge, by index; wraps around.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<Valuation> ValueAsync(Problem problem, PartialSolution partial, int judge, long seed, CancellationToken cancellationToken);
}
