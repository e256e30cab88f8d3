using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>
/// <c>fusion</c>: the most probable answer given all that is known of each: votes, the members' skill, verdicts, choices, confidence and
/// length, by <see cref="TruthModel"/>, which is fitted to the problems of the run without golds. Where nobody checked, skill alone has to
/// speak clearly before it overrules the vote. Confidence: the posterior, scaled by golds where there were any.
/// </summary>
/// <param name="memory">The model, and what it learns from.</param>
/// <param name="scale">How posteriors become confidences; leaves them as they are by default.</param>
internal sealed class FusionSelector(TruthMemory memory, Calibration? scale = null) : PureSelector("fusion", isShare: false)
{
    // The odds that an answer needs against the one with the most votes where nothing but skill speaks for it. Members that are alike err
    // alike, which no model of independent members sees. Assumed.
    private const double OddsToOverrule = 1.65;

    protected override (IReadOnlyList<double> Scores, Func<string> Reason) Score(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var evidence = TruthEvidence.Read(problem, ballot, findings);
        var model = memory.With(evidence).Knowing(evidence);
        var posterior = Posterior(model, evidence);
        var places = evidence.Answers.Select(static (a, i) => (a.Key, i)).ToDictionary(static x => x.Key, static x => x.i);
        return (
            [.. ballot.Classes.Select(c => scale?.Apply(posterior[places[c.Key]]) ?? posterior[places[c.Key]])],
            () => Reason(model, evidence, posterior, ballot, findings));
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
