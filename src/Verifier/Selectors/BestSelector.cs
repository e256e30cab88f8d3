namespace HeavySim.Verifier;

/// <summary>
/// <c>best</c>: best-of-N by verdicts (Cobbe et al. 2021, arXiv:2110.14168, with agents as the verifier): the answer with the highest share
/// of verdicts for it, one verdict of each kind added; votes only break ties. Without verdicts it is the vote. Confidence: that share, as a
/// part of all answers' shares.
/// </summary>
internal sealed class BestSelector() : PureSelector("best")
{
    // Enough to order what is level, too little to order anything else: verdict counts are far below 1,000.
    private const double TieBreak = 1e-7;

    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var verdicts = findings.OfType<Verdict>().ToLookup(static v => v.AnswerKey, StringComparer.Ordinal);
        if (verdicts.Count == 0)
            return new(VoteShares(ballot), static () => "There are no verdicts, so the votes decide.");

        var shares = ballot.Classes.Select(c => Share([.. verdicts[c.Key]]) + (TieBreak * c.Votes / ballot.Votes)).ToList();
        var total = shares.Order().Sum();
        return new([.. shares.Select(s => s / total)], () => FindingWords.Verdicts(ballot, findings));
    }

    private static double Share(IReadOnlyList<Verdict> verdicts)
    {
        var accepted = verdicts.Count(static v => v.Judgement == Judgement.Correct);
        var rejected = verdicts.Count(static v => v.Judgement == Judgement.Incorrect);
        return (accepted + 1.0) / (accepted + rejected + 2.0);
    }
}
