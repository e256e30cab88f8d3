namespace HeavySim.Verifier;

/// <summary>
/// <c>pairwise</c>: the winner of a tournament of the top few answers, two by two, by <see cref="BradleyTerry"/> strength. Votes only break
/// ties; answers that did not take part cannot win; without a tournament it is the vote. Confidence: the winner's share of all strength.
/// </summary>
internal sealed class PairwiseSelector() : PureSelector("pairwise")
{
    private const double TieBreak = 1e-7;

    protected override (IReadOnlyList<double> Scores, string Reason) Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var games = findings.OfType<Comparison>().Where(static c => c.Method == "pairwise" && c.AnswerKeys.Count == 2).ToList();
        var players = ballot.Classes.Where(
            c => games.Exists(g => g.PreferredKey is not null && g.AnswerKeys.Contains(c.Key, StringComparer.Ordinal))).ToList();
        if (players.Count < 2)
            return (VoteShares(ballot), "There is no pairwise comparison, so the votes decide.");

        var wins = players.Select(a => players.Select(b => a == b ? 0.0 : games.Count(g =>
            g.PreferredKey == a.Key && g.AnswerKeys.Contains(b.Key, StringComparer.Ordinal))).ToArray()).ToArray();
        var strengths = BradleyTerry.Strengths(wins);
        var total = strengths.Order().Sum() * (1 + TieBreak);
        var scores = ballot.Classes.Select(c => players.IndexOf(c) is >= 0 and var i
            ? (strengths[i] + (TieBreak * c.Votes / ballot.Votes)) / total
            : 0);
        return ([.. scores], FindingWords.Preferences(ballot, games));
    }
}
