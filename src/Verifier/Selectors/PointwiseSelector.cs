namespace HeavySim.Verifier;

/// <summary>
/// <c>pointwise</c>: best-of-N by points: the answer with the highest mean rating, where a verdict rates an answer by how likely it says
/// the answer is right (its confidence in "correct", or 1 less that in "incorrect"). Votes only break ties; an answer without a verdict has
/// an even chance; without verdicts it is the vote. Confidence: that mean, as a part of all answers' means.
/// </summary>
internal sealed class PointwiseSelector() : PureSelector("pointwise")
{
    private const double TieBreak = 1e-7;

    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var ratings = findings.OfType<Verdict>()
            .Where(static v => v.RightProbability() is not null)
            .ToLookup(static v => v.AnswerKey, static v => v.RightProbability().GetValueOrDefault(), StringComparer.Ordinal);
        if (ratings.Count == 0)
            return new(VoteShares(ballot), static () => "There are no verdicts, so the votes decide.");

        var points = ballot.Classes
            .Select(c => ratings[c.Key].Order().DefaultIfEmpty(.5).Average() + (TieBreak * c.Votes / ballot.Votes))
            .ToList();
        var total = points.Order().Sum();
        return new([.. points.Select(p => p / total)], () => FindingWords.Verdicts(ballot, findings));
    }
}
