namespace HeavySim.Verifier.Truth;

/// <summary>Reads from a ballot and its findings what the model of truth is fitted to: the same for fitting and for use.</summary>
internal static class TruthEvidence
{
    // Two answers that a judge rates alike tell nothing; a step of one in ten is the least that judges can make.
    private const double LeastMargin = .05;

    /// <summary>The problem as fusion sees it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="ballot">The ballot.</param>
    /// <param name="findings">What the cross-check found; findings on answers that are not in the ballot are left out.</param>
    /// <param name="rightKeys">The keys that are right, where the gold is to be used; else null.</param>
    public static TruthProblem Read(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, IReadOnlySet<string>? rightKeys = null)
    {
        var classes = ballot.Classes.OrderBy(static c => c.Key, StringComparer.Ordinal).ToList();
        var places = classes.Select(static (c, i) => (c.Key, i)).ToDictionary(static x => x.Key, static x => x.i, StringComparer.Ordinal);
        return new TruthProblem
        {
            Id = problem.Id,
            Choices = problem.Choices.Count > 1 ? problem.Choices.Count : 0,
            Answers = [.. classes.Select(static c => new TruthAnswer(
                c.Key, [.. c.Members.Select(static m => FusionMember.NameOf(m.Attempt.Agent)).Order(StringComparer.Ordinal)]))],
            Ratings = [.. findings.OfType<Verdict>()
                .Where(v => places.ContainsKey(v.AnswerKey) && v.RightProbability() is not null)
                .GroupBy(static v => $"{v.Method} by {v.Checker.Model}", StringComparer.Ordinal)
                .OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(g => new RatedAnswers(g.Key, RatingsOf(classes, g)))],
            Choosings = [.. findings.OfType<Comparison>()
                .Where(static c => c.PreferredKey is not null && c.Margin is null or > LeastMargin)
                .Select(c => (Comparison: c, Shown: Shown(c, places)))
                .Where(c => c.Shown.Count > 1 && places.ContainsKey(c.Comparison.PreferredKey!))
                .GroupBy(static c => ($"{c.Comparison.Method} by {c.Comparison.Checker.Model}", string.Join(' ', c.Shown)))
                .OrderBy(static g => g.Key.Item1, StringComparer.Ordinal).ThenBy(static g => g.Key.Item2, StringComparer.Ordinal)
                .Select(g => Chosen(g.Key.Item1, classes, g.First().Shown, [.. g.Select(x => places[x.Comparison.PreferredKey!])]))],
            Measures =
            [
                .. Measured("confidence", classes, AttemptMeasure.Confidence),
                .. Measured("length", classes, AttemptMeasure.Length),
                .. Measured("token confidence", classes, AttemptMeasure.Tokens),
            ],
            Gold = rightKeys is null ? null : [.. classes.Select(c => rightKeys.Contains(c.Key))],
        };
    }

    private static IReadOnlyList<IReadOnlyList<double>> RatingsOf(List<AnswerClass> classes, IEnumerable<Verdict> verdicts)
    {
        var byKey = verdicts.ToLookup(
            static v => v.AnswerKey, static v => v.RightProbability().GetValueOrDefault(), StringComparer.Ordinal);
        return [.. classes.Select(c => (IReadOnlyList<double>)[.. byKey[c.Key].Order()])];
    }

    private static List<int> Shown(Comparison comparison, Dictionary<string, int> places) =>
        [.. comparison.AnswerKeys.Where(places.ContainsKey).Select(k => places[k]).Distinct().Order()];

    private static ChosenAnswers Chosen(string judge, List<AnswerClass> classes, List<int> shown, List<int> preferred) =>
        new(judge, [.. classes.Select(static c => c.Members.Count)], shown, [.. shown.Select(i => (double)preferred.Count(p => p == i))]);

    private static IEnumerable<MeasuredAnswers> Measured(string name, List<AnswerClass> classes, Func<Attempt, double?> measure)
    {
        var values = classes
            .Select(c => (IReadOnlyList<double>)[.. c.Members.Select(m => measure(m.Attempt)).OfType<double>().Order()])
            .ToList();
        return values.Count(static v => v.Count > 0) > 1 ? [new MeasuredAnswers(name, values)] : [];
    }
}
