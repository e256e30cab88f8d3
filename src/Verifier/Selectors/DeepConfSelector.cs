using System.Globalization;

namespace HeavySim.Verifier;

/// <summary>
/// <c>deepconf</c>: of all attempts the surest share by the log-probabilities of their tokens is kept, and each of these votes with its
/// confidence as its weight (the offline filter and vote of DeepConf, Fu et al. 2025, arXiv:2508.15260). With a warm-up, the bar is the
/// percentile of the first agents' attempts and not of all, as in the paper's online form. Attempts without log-probabilities are left out;
/// where none has any, this is the vote. Confidence: the winner's share of all weight that is kept.
/// </summary>
internal sealed class DeepConfSelector(DeepConfTerms terms) : PureSelector(terms.ToString())
{
    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var measured = ballot.Classes.SelectMany(static c => c.Members).Select(static m => m.Attempt)
            .Where(static a => a.TokenConfidence is not null).ToList();
        if (measured.Count == 0)
            return new(VoteShares(ballot), static () => "No attempt has log-probabilities, so every vote counts the same.");

        // Where nobody of the warm-up gave an answer there is no bar, and all are kept.
        double[] judges = [.. measured.Where(a => terms.WarmUp is not { } w || a.Agent.Index < w).Select(terms.Measure).Order()];
        var bar = judges.Length == 0 ? double.NegativeInfinity : Percentile.Of(judges, 1 - terms.Keep);
        var kept = measured.Select(terms.Measure).Where(c => c >= bar).ToList();
        // Sums in ascending order: they must not depend on who came first.
        var weights = ballot.Classes.Select(c => c.Members.Where(static m => m.Attempt.TokenConfidence is not null)
            .Select(m => terms.Measure(m.Attempt)).Where(v => v >= bar).Order().Sum()).ToList();
        var total = weights.Order().Sum();
        // A model that is never sure of anything has weights of 0.
        return total <= 0
            ? new(VoteShares(ballot), static () => "The tokens of no attempt have any confidence, so every vote counts the same.")
            : new([.. weights.Select(w => w / total)], () => string.Create(
                CultureInfo.InvariantCulture,
                $"The {kept.Count} of {ballot.Votes} attempts with the {terms.Words} token confidence of {kept.Min():0.000} or more count, "
                + $"each by it."));
    }
}
