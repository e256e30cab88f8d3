namespace HeavySim.Verifier;

/// <summary>
/// <c>vote</c>: the answer most agents gave (self-consistency, Wang et al. 2022, arXiv:2203.11171). Ties are drawn uniformly, keyed by seed
/// and problem. The confidence is the agreement: votes of the winner over all answers; agents without an answer do not count.
/// </summary>
public sealed class VoteSelector : ISelector
{
    /// <inheritdoc/>
    public string Name => "vote";

    /// <inheritdoc/>
    public ValueTask<Selection> SelectAsync(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Select(problem, ballot, seed));
    }

    /// <summary>The vote itself: pure, for whoever needs it as a baseline.</summary>
    internal static Selection Select(Problem problem, Ballot ballot, long seed)
    {
        if (ballot.Classes.Count == 0)
            return Ranking.Nothing("vote");

        double votes = ballot.Votes;
        return Ranking.Choose(
            "vote", problem, ballot.Classes, [.. ballot.Classes.Select(c => c.Votes / votes)], seed, BallotWords.Votes(ballot));
    }
}
