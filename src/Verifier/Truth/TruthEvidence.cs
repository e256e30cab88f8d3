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
        AnswerClass[] classes = [.. ballot.Classes.OrderBy(static c => c.Key, StringComparer.Ordinal)];
        var places = new Dictionary<string, int>(classes.Length, StringComparer.Ordinal);
        for (var i = 0; i < classes.Length; i++)
            places[classes[i].Key] = i;
        return new TruthProblem
        {
            Id = problem.Id,
            Choices = problem.Choices.Count > 1 ? problem.Choices.Count : 0,
            Answers = Array.ConvertAll(classes, static c => new TruthAnswer(c.Key, Names(c))),
            Ratings = Rated(findings, places),
            Choosings = Chosen(findings, places, classes),
            Measures =
            [
                .. Measured("confidence", classes, AttemptMeasure.Confidence),
                .. Measured("length", classes, AttemptMeasure.Length),
                .. Measured("token confidence", classes, AttemptMeasure.Tokens),
            ],
            Gold = rightKeys is null ? null : Array.ConvertAll(classes, c => rightKeys.Contains(c.Key)),
        };
    }

    private static string[] Names(AnswerClass answers)
    {
        var names = new string[answers.Members.Count];
        for (var m = 0; m < names.Length; m++)
            names[m] = FusionMember.NameOf(answers.Members[m].Attempt.Agent);
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private static IReadOnlyList<RatedAnswers> Rated(IReadOnlyList<Finding> findings, Dictionary<string, int> places)
    {
        Dictionary<(string Method, string Model), List<double>[]>? kinds = null;
        foreach (var finding in findings)
        {
            if (finding is not Verdict verdict || verdict.RightProbability() is not { } right
                || !places.TryGetValue(verdict.AnswerKey, out var place))
                continue;

            kinds ??= [];
            var kind = (verdict.Method, verdict.Checker.Model);
            if (!kinds.TryGetValue(kind, out var ratings))
                kinds[kind] = ratings = new List<double>[places.Count];
            (ratings[place] ??= []).Add(right);
        }

        if (kinds is null)
            return [];

        foreach (var rating in kinds.Values.SelectMany(static k => k))
            rating?.Sort();
        return
        [
            .. kinds.Select(static k => (Name: $"{k.Key.Method} by {k.Key.Model}", Ratings: k.Value))
                .OrderBy(static k => k.Name, StringComparer.Ordinal)
                .Select(static k => new RatedAnswers(k.Name, Array.ConvertAll(k.Ratings, static r => (IReadOnlyList<double>)(r ?? [])))),
        ];
    }

    private static IReadOnlyList<ChosenAnswers> Chosen(
        IReadOnlyList<Finding> findings, Dictionary<string, int> places, AnswerClass[] classes)
    {
        return
        [
            .. findings.OfType<Comparison>()
                .Where(static c => c.PreferredKey is not null && c.Margin is null or > LeastMargin)
                .Select(c => (Comparison: c, Shown: Shown(c, places)))
                .Where(c => c.Shown.Count > 1 && places.ContainsKey(c.Comparison.PreferredKey!))
                .GroupBy(static c => ($"{c.Comparison.Method} by {c.Comparison.Checker.Model}", string.Join(' ', c.Shown)))
                .OrderBy(static g => g.Key.Item1, StringComparer.Ordinal).ThenBy(static g => g.Key.Item2, StringComparer.Ordinal)
                .Select(g => Of(g.Key.Item1, g.First().Shown, [.. g.Select(x => places[x.Comparison.PreferredKey!])])),
        ];

        ChosenAnswers Of(string judge, List<int> shown, List<int> preferred) => new(
            judge,
            Array.ConvertAll(classes, static c => c.Members.Count),
            shown,
            [.. shown.Select(i => preferred.Count(p => p == i))]);
    }

    private static List<int> Shown(Comparison comparison, Dictionary<string, int> places) =>
        [.. comparison.AnswerKeys.Where(places.ContainsKey).Select(k => places[k]).Distinct().Order()];

    private static IEnumerable<MeasuredAnswers> Measured(string name, AnswerClass[] classes, Func<Attempt, double?> measure)
    {
        var values = new IReadOnlyList<double>[classes.Length];
        var measured = 0;
        for (var a = 0; a < values.Length; a++)
        {
            var own = new List<double>(classes[a].Members.Count);
            foreach (var member in classes[a].Members)
            {
                if (measure(member.Attempt) is { } value)
                    own.Add(value);
            }

            own.Sort();
            values[a] = own;
            measured += own.Count > 0 ? 1 : 0;
        }

        return measured > 1 ? [new MeasuredAnswers(name, values)] : [];
    }
}
