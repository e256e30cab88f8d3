using System.Runtime.InteropServices;

namespace HeavySim.Verifier;

/// <summary>A selector that asks no model: it scores the classes of a ballot, and the shared tie rule chooses.</summary>
/// <param name="name">Its name.</param>
internal abstract class PureSelector(string name) : ISelector
{
    public string Name => name;

    public ValueTask<Selection> SelectAsync(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Select(problem, ballot, findings, seed));
    }

    /// <summary>The choice; a ballot nobody answered gives none.</summary>
    public Selection Select(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed)
    {
        if (ballot.Classes.Count == 0)
            return Ranking.Nothing(name);

        var (scores, reason, isShare) = Score(problem, ballot, findings);
        var choice = Ranking.Choose(name, problem, ballot.Classes, scores, seed, $"{BallotWords.Votes(ballot)} {reason()}".TrimEnd());
        return choice with { IsShare = isShare };
    }

    /// <summary>
    /// The same choice without ranking and rationale, which cost more than choosing: for whoever chooses ten thousand times.
    /// </summary>
    public Selection Choose(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed)
    {
        if (ballot.Classes.Count == 0)
            return Ranking.Nothing(name);

        var (scores, _, isShare) = Score(problem, ballot, findings);
        return Ranking.Winner(name, problem, ballot.Classes, scores, seed).Selection with { IsShare = isShare };
    }

    /// <summary>How good each class is.</summary>
    protected abstract ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings);

    /// <summary>Share of the votes per class.</summary>
    protected static double[] VoteShares(Ballot ballot) => [.. ballot.Classes.Select(c => (double)c.Votes / ballot.Votes)];
}

/// <summary>How good each class of a ballot is.</summary>
/// <param name="Scores">A score in 0..1 per class, in the ballot's order, the winner's being the confidence.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="IsShare">True (the default) when scores are shares of something, and no probabilities.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClassScores(IReadOnlyList<double> Scores, Func<string> Reason, bool IsShare = true);
