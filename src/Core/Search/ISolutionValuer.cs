namespace HeavySim.Core;

/// <summary>Values whole solutions. Implementations are safe to call concurrently; only the caller's cancellation throws.</summary>
internal interface ISolutionValuer
{
    /// <summary>Values one.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="attempt">The attempt that gave it, which has an answer; its agent does not judge it where there is another.</param>
    /// <param name="judge">Which agent is to judge, by number among those who may; wraps around.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<Valuation> ValueAsync(Problem problem, Attempt attempt, int judge, long seed, CancellationToken cancellationToken);
}
