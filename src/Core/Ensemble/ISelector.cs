namespace HeavySim.Core;

/// <summary>Fuses candidates and findings into one answer. Implementations are safe to call concurrently.</summary>
public interface ISelector
{
    /// <summary>The name used by <c>--select</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Chooses. Ties are broken by a draw keyed by seed and problem, so a choice never depends on the order of arrival.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="ballot">The final ballot.</param>
    /// <param name="findings">What the cross-check found; empty when there was none.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="cancellationToken">Cancels a selector that asks a model.</param>
    ValueTask<Selection> SelectAsync(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed, CancellationToken cancellationToken);
}
