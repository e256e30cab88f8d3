namespace HeavySim.Verifier;

/// <summary>
/// <c>pairwise</c>: the winner of a tournament of answers two by two ("pairwise" or "swiss"), by their <see cref="Standings"/>: a win
/// counts as much as its margin, where there is one. Votes only break ties; answers that did not take part cannot win; without a tournament
/// it is the vote. Confidence: the winner's share of all strength.
/// </summary>
internal sealed class PairwiseSelector() : PureSelector("pairwise")
{
    private const double TieBreak = 1e-7;

    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var games = findings.OfType<Comparison>().Where(static c => c.Method is "pairwise" or "swiss" && c.AnswerKeys.Count == 2).ToList();
        var players = ballot.Classes
            .Where(c => games.Exists(g => Standings.IsPlayed(g) && g.AnswerKeys.Contains(c.Key, StringComparer.Ordinal)))
            .ToList();
        if (players.Count < 2)
            return new(VoteShares(ballot), static () => "There is no pairwise comparison, so the votes decide.");

        var strengths = Standings.Of([.. players.Select(static p => p.Key)], games);
        var total = strengths.Order().Sum() * (1 + TieBreak);
        var scores = ballot.Classes.Select(c => players.IndexOf(c) is >= 0 and var i
            ? (strengths[i] + (TieBreak * c.Votes / ballot.Votes)) / total
            : 0);
        return new([.. scores], () => FindingWords.Preferences(ballot, games));
    }
}
