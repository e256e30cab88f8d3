using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>
/// <c>fusion</c>: the most probable answer given all that is known of each: votes, the members' skill, verdicts, choices, confidence and
/// length, by <see cref="TruthModel"/>, which is fitted to the problems of the run without golds. Where nobody checked, skill alone has to
/// speak clearly before it overrules the vote. Confidence: the posterior, scaled by golds where there were any. Where all are of one model
/// and no checker is believed, nothing tells how far such a crowd is to be trusted: then the share of the votes is stated, as such.
/// </summary>
/// <param name="memory">The model, and what it learns from.</param>
/// <param name="scale">How posteriors become confidences; leaves them as they are by default.</param>
internal sealed class FusionSelector(TruthMemory memory, Calibration? scale = null) : PureSelector("fusion")
{
    // The odds that an answer needs against the one with the most votes where nothing but skill speaks for it. Members that are alike err
    // alike, which no model of independent members sees. Assumed.
    private const double OddsToOverrule = 1.65;

    // Scores as level as this are tied, so that of answers with as many votes the less likely one has to be further down.
    private const double Below = 1e-6;

    protected override ClassScores Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var evidence = TruthEvidence.Read(problem, ballot, findings);
        var model = memory.With(evidence).Knowing(evidence);
        var posterior = Posterior(model, evidence);
        var places = evidence.Answers.Select(static (a, i) => (a.Key, i)).ToDictionary(static x => x.Key, static x => x.i);
        double[] scores = [.. ballot.Classes.Select(c => scale?.Apply(posterior[places[c.Key]]) ?? posterior[places[c.Key]])];
        var top = scores.Max();
        var isUnchecked = model.Laws.All(static l => l.IsBlind || l is MeasureLaw);
        var isShare = scale is null && isUnchecked && IsOfOneModel(ballot)
            && ballot.Classes[Array.IndexOf(scores, top)].Votes == ballot.Classes.Max(static c => c.Votes);
        if (isShare)
            scores = [.. VoteShares(ballot).Select((share, c) => scores[c] < top ? share - Below : share)];
        return new(scores, () => Reason(model, evidence, posterior, ballot, findings), isShare);
    }

    private static bool IsOfOneModel(Ballot ballot)
    {
        var first = ballot.Classes[0].Members[0].Attempt.Agent.Model;
        return ballot.Classes.All(c => c.Members.All(m => m.Attempt.Agent.Model == first));
    }

    /// <summary>How likely each answer is right, in the order of the evidence.</summary>
    public static double[] Posterior(TruthModel model, TruthProblem evidence)
    {
        model = model.Knowing(evidence);
        var posterior = model.Posterior(evidence);
        if (!IsChecked(model, evidence))
        {
            var most = evidence.Answers.Max(static a => a.Votes);
            for (var a = 0; a < evidence.Answers.Count; a++)
                posterior[a] *= evidence.Answers[a].Votes == most ? OddsToOverrule : 1;
            var sum = posterior.Sum();
            for (var a = 0; a < posterior.Length; a++)
                posterior[a] /= sum;
        }

        return posterior[..^1];
    }

    /// <summary>True when it was checked by somebody who is believed.</summary>
    public static bool IsChecked(TruthModel model, TruthProblem evidence) =>
        evidence.Ratings.Any(r => Believed(model, r.Checker)) || evidence.Choosings.Any(c => Believed(model, c.Judge));

    private static bool Believed(TruthModel model, string kind) => model.Laws.Any(l => l.Name == kind && !l.IsBlind);

    private static string Reason(
        TruthModel model, TruthProblem evidence, double[] posterior, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var learned = model.Problems == 0
            ? "Nothing was learned yet of these agents, so what is believed beforehand decides:"
            : $"Learned from {BallotWords.Count(model.Problems, "problem")} without golds:";
        var laws = TruthLaws.Of([evidence], model.Laws).Select(static l => l.Words).ToList();
        var abilities = evidence.Answers.SelectMany(static a => a.Members).Distinct(StringComparer.Ordinal)
            .Where(model.Abilities.ContainsKey).Select(m => LogOdds.ToProbability(model.Abilities[m])).ToList();
        if (abilities.Count > 1)
            laws.Insert(0, $"agents are right on {abilities.Min():0%} to {abilities.Max():0%} of middling problems");
        var nobody = 1 - posterior.Sum();
        return (findings.OfType<Verdict>().Any() ? FindingWords.Verdicts(ballot, findings) + " " : "")
            + learned
            + $" {(laws.Count == 0 ? "votes alone" : string.Join("; ", laws))}."
            + $" That nobody is right has a chance of {nobody:0%}.";
    }
}
