namespace HeavySim.Core;

/// <summary>
/// Someone who answers problems. One agent may be asked many problems at once: implementations keep no state between calls
/// and are safe to call concurrently.
/// </summary>
public interface IAgent
{
    /// <summary>Who this is.</summary>
    AgentCard Card { get; }

    /// <summary>
    /// Tries the problem once. A failure of any kind is an <see cref="Outcome"/> of the returned attempt, not an exception; only the
    /// caller's cancellation throws <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <param name="assignment">What to try.</param>
    /// <param name="progress">Hears of tokens as they come, on the caller's context, or null.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken);
}
