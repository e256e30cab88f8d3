namespace HeavySim.Core;

/// <summary>
/// An agent that works on a problem in steps. Implementations keep no state between calls and are safe to call concurrently.
/// </summary>
internal interface IProposer
{
    /// <summary>Who this is.</summary>
    AgentCard Card { get; }

    /// <summary>
    /// Proposes next steps, or ends the way with an answer. A failure of any kind is the outcome of the proposal's attempt; only the
    /// caller's cancellation throws <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <param name="request">Where to go on.</param>
    /// <param name="progress">Hears of tokens as they come, or null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<Proposal> ProposeAsync(ProposalRequest request, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken);
}
