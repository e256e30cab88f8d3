namespace HeavySim.Verifier;

/// <summary>
/// <c>vote</c>: the answer most agents gave (self-consistency, Wang et al. 2022, arXiv:2203.11171). Ties are drawn uniformly, keyed by seed
/// and problem. The confidence is the agreement: votes of the winner over all answers; agents without an answer do not count. Those that
/// were not asked, because the vote was ended before, count with what is to be expected of them: a new answer, or one that is there, each
/// by its votes and one more (Laplace's rule of succession).
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

        var choice = Ranking.Choose(
            "vote", problem, ballot.Classes, [.. ballot.Classes.Select(c => Share(c.Votes, ballot))], seed, BallotWords.Votes(ballot));
        return choice with { IsShare = true };
    }

    /// <summary>The share of all agents' answers that a class of so many votes has, or is to be expected to have.</summary>
    private static double Share(double votes, Ballot ballot)
    {
        var rest = ballot.Unasked * (votes + 1) / (ballot.Votes + ballot.Classes.Count + 1);
        return (votes + rest) / (ballot.Votes + ballot.Unasked);
    }
}
