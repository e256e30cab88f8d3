namespace HeavySim.Verifier;

/// <summary>
/// <c>dawid-skene</c>: votes weighed by what <see cref="DawidSkene"/> estimates of each member over a run, without golds. Where there is no
/// estimate, or the guard does not trust it, the vote decides and the rationale says so. Confidence: the posterior.
/// </summary>
internal sealed class DawidSkeneSelector(MemberAccuracies? accuracies) : PureSelector("dawid-skene")
{
    protected override (IReadOnlyList<double> Scores, string Reason) Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        if (accuracies is null)
            return (VoteShares(ballot), "There is no run to estimate the members from, so the votes decide.");
        if (!accuracies.IsTrusted)
            return (VoteShares(ballot), $"The estimate of the members is not trusted, so the votes decide. {accuracies.Guard}");

        var members = ballot.Classes
            .SelectMany(static c => c.Members)
            .Select(static m => FusionMember.NameOf(m.Attempt.Agent))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var known = members.Where(accuracies.ByMember.ContainsKey)
            .Order(StringComparer.Ordinal)
            .Select(m => accuracies.ByMember[m])
            .ToList();
        return (
            accuracies.Probabilities(FusionEvidence.Read(problem.Id, ballot, findings, isCorrect: null)),
            known.Count == 0
                ? "None of these agents is in the estimate, so all weigh the same."
                : $"Votes weigh by estimated accuracy ({known.Min():0%} to {known.Max():0%}; {members.Count - known.Count} agents "
                    + "unknown).");
    }
}
