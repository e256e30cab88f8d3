namespace HeavySim.Verifier;

/// <summary>
/// <c>listwise</c>: the answer most judges preferred when they saw all of them (GenSelect, NVIDIA 2025, arXiv:2504.16891). The vote counts
/// as one more judge whose voice is split by its shares, so it breaks ties and decides alone where no judge spoke. Confidence: the winner's
/// share of these voices.
/// </summary>
internal sealed class ListwiseSelector() : PureSelector("listwise")
{
    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var comparisons = findings.OfType<Comparison>().Where(static c => c.Method == "listwise").ToList();
        if (comparisons.Count == 0)
            return new(VoteShares(ballot), static () => "There is no listwise comparison, so the votes decide.");

        var voices = VoteShares(ballot);
        for (var i = 0; i < voices.Length; i++)
            voices[i] += comparisons.Count(c => c.PreferredKey == ballot.Classes[i].Key);
        var total = 1.0 + comparisons.Count(static c => c.PreferredKey is not null);
        return new([.. voices.Select(v => v / total)], () => FindingWords.Preferences(ballot, comparisons));
    }
}
