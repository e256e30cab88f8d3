namespace HeavySim.Verifier;

/// <summary>
/// <c>pointwise</c>: best-of-N by points: the answer with the highest mean rating, where a verdict rates an answer by how likely it says
/// the answer is right (its confidence in "correct", or 1 less that in "incorrect"). Votes only break ties; an answer without a verdict has
/// an even chance; without verdicts it is the vote. Confidence: that mean, as a part of all answers' means.
/// </summary>
internal sealed class PointwiseSelector() : PureSelector("pointwise")
{
    private const double TieBreak = 1e-7;

    // A verdict that does not say how sure it is. Assumed.
    private const double Unstated = .75;

    protected override (IReadOnlyList<double> Scores, string Reason) Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var verdicts = findings.OfType<Verdict>()
            .Where(static v => v.Judgement != Judgement.Abstained)
            .ToLookup(static v => v.AnswerKey, StringComparer.Ordinal);
        if (verdicts.Count == 0)
            return (VoteShares(ballot), "There are no verdicts, so the votes decide.");

        var points = ballot.Classes.Select(c => Mean(verdicts[c.Key]) + (TieBreak * c.Votes / ballot.Votes)).ToList();
        var total = points.Order().Sum();
        return ([.. points.Select(p => p / total)], FindingWords.Verdicts(ballot, findings));
    }

    private static double Mean(IEnumerable<Verdict> verdicts) => verdicts.Select(Points).Order().DefaultIfEmpty(.5).Average();

    private static double Points(Verdict verdict) => verdict.Judgement switch
    {
        Judgement.Correct => verdict.Confidence ?? Unstated,
        Judgement.Incorrect => 1 - (verdict.Confidence ?? Unstated),
        _ => .5,
    };
}
