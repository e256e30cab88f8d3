namespace HeavySim.Core;

/// <summary>Solves one problem with a whole ensemble. Safe to call concurrently: calls in flight share one limit.</summary>
public interface ISolver
{
    /// <summary>Who takes part, in roster order.</summary>
    IReadOnlyList<AgentCard> Agents { get; }

    /// <summary>
    /// Streams what happens; the last event is <see cref="SolveEvent.Solved"/>, also when attempts fail. Leaving the stream early, or the
    /// caller's cancellation, cancels all agents and awaits them.
    /// </summary>
    /// <exception cref="HeavySimException">No attempt can succeed: a key is wrong or an account is empty.</exception>
    IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, CancellationToken cancellationToken);
}
