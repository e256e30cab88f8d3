namespace HeavySim.Verifier;

/// <summary>
/// <c>confidence</c>: every vote counts by the model's own confidence, stated or from its log-probabilities (confidence-weighted vote of
/// DeepConf, Fu et al. 2025, arXiv:2508.15260; CISC, Taubenfeld et al. 2025, arXiv:2502.06233). Who states none counts as the mean of the
/// others; where nobody states any, this is the vote. Confidence: the winner's share of all weight.
/// </summary>
internal sealed class ConfidenceSelector() : PureSelector("confidence")
{
    // Who claims to know nothing still voted.
    private const double LeastWeight = .01;

    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var stated = ballot.Classes.SelectMany(static c => c.Members)
            .Select(static m => m.Attempt.Confidence)
            .OfType<double>()
            .Order()
            .ToList();
        if (stated.Count == 0)
            return new(VoteShares(ballot), static () => "No agent said how sure it is, so every vote counts the same.");

        var mean = stated.Average();
        var weights = ballot.Classes
            .Select(c => c.Members.Select(m => Math.Clamp(m.Attempt.Confidence ?? mean, LeastWeight, 1)).Order().Sum())
            .ToList();
        var total = weights.Order().Sum();
        return new(
            [.. weights.Select(w => w / total)],
            () => $"Votes count by how sure each agent says it is ({stated.Count} of {ballot.Votes} say so, on average {mean:0.00}).");
    }
}
