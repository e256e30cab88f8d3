namespace HeavySim.Core;

/// <summary>
/// Lets agents check each other's answers. Findings stream as they come; a failing checker gives a finding that abstains, not an
/// exception. Only the caller's cancellation throws.
/// </summary>
public interface ICrossChecker
{
    /// <summary>The method's name, as in <see cref="Finding.Method"/>.</summary>
    string Method { get; }

    /// <summary>Checks the classes of a ballot. An empty stream means that nothing was worth checking.</summary>
    IAsyncEnumerable<Finding> CheckAsync(Problem problem, Ballot ballot, long seed, CancellationToken cancellationToken);

    /// <summary>Checks the classes of a ballot as far as a budget goes; a checker that knows no budget checks all the same.</summary>
    internal IAsyncEnumerable<Finding> CheckAsync(
        Problem problem, Ballot ballot, long seed, ICheckBudget? budget, CancellationToken cancellationToken) =>
        CheckAsync(problem, ballot, seed, cancellationToken);
}
