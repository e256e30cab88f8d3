namespace HeavySim.Verifier;

/// <summary>
/// Everything learned from one set of problems without looking at any other: the prior strengths, by the log-likelihood of inner folds, the
/// logits at these strengths, and which of logit, vote and best member did best on the inner folds.
/// </summary>
internal sealed class NestedFit
{
    private readonly IReadOnlyList<LogitPath> _paths;
    private readonly int[] _strengths;

    private NestedFit(
        IReadOnlyList<LogitPath> paths, int[] strengths, IReadOnlyList<FusionMember> members, string? bestMember, FusionMethod method)
    {
        _paths = paths;
        _strengths = strengths;
        Members = members;
        BestMember = bestMember;
        Method = method;
    }

    public IReadOnlyList<FusionMember> Members { get; }

    public string? BestMember { get; }

    public FusionMethod Method { get; }

    public static NestedFit Of(IReadOnlyList<FusionProblem> problems, FusionOptions options, RandomKey key)
    {
        var evidence = EvidenceNames(problems);
        var strengths = options.PriorStrengths;
        // probabilities[problem][path][strength], out of the inner fold.
        var probabilities = new double[problems.Count][][][];
        var (vote, best) = (new double[problems.Count], new double[problems.Count]);
        foreach (var (train, test, indices) in Folds.Of(problems, options.Folds, key))
        {
            var members = Baselines.Members(train);
            var bestMember = Baselines.Best(train, members);
            var paths = Paths(train, members, evidence, strengths);
            for (var t = 0; t < test.Count; t++)
            {
                var problem = test[t];
                probabilities[indices[t]] = problem.Answers.Count == 0
                    ? []
                    : [.. paths.Select(path => AllStrengths(path, problem, strengths.Count))];
                if (problem.Answers.Count == 0)
                    continue;

                vote[indices[t]] = Baselines.Accuracy(problem, Baselines.Vote(problem));
                best[indices[t]] = Baselines.Accuracy(problem, Baselines.Member(problem, bestMember));
            }
        }

        var pathCount = 2;
        var chosen = Enumerable.Range(0, pathCount)
            .Select(path => Enumerable.Range(0, strengths.Count).MaxBy(s => LogLikelihood(problems, probabilities, path, s)))
            .ToArray();
        var logit = problems
            .Select((p, i) => Baselines.Accuracy(p, FusionModel.Average(probabilities[i].Select((path, k) => path[chosen[k]]))))
            .ToList();
        var all = Baselines.Members(problems);
        return new NestedFit(
            Paths(problems, all, evidence, strengths), chosen, all, Baselines.Best(problems, all), Fallback.Decide(logit, vote, best));
    }

    /// <summary>The averaged logits on a problem with answers.</summary>
    public double[] Logit(FusionProblem problem) =>
        FusionModel.Average(_paths.Select((path, k) => path.Probabilities(path.Space.Rows(problem), _strengths[k])));

    /// <summary>The chosen logits by name.</summary>
    public IReadOnlyList<FusionLogit> ToLogits(IReadOnlyList<double> strengths) =>
        [.. _paths.Select((path, k) => path.ToLogit(_strengths[k], strengths))];

    private static LogitPath[] Paths(
        IReadOnlyList<FusionProblem> problems, IReadOnlyList<FusionMember> members, IReadOnlyList<string> evidence,
        IReadOnlyList<double> strengths) =>
    [
        LogitPath.Fit(new FeatureSpace(members, [.. FeatureSpace.MembersOnly, .. evidence]), problems, strengths),
        LogitPath.Fit(new FeatureSpace(members, [.. FeatureSpace.WithAbility, .. evidence]), problems, strengths),
    ];

    private static double[][] AllStrengths(LogitPath path, FusionProblem problem, int strengths)
    {
        var rows = path.Space.Rows(problem);
        return [.. Enumerable.Range(0, strengths).Select(s => path.Probabilities(rows, s))];
    }

    private static double LogLikelihood(IReadOnlyList<FusionProblem> problems, double[][][][] probabilities, int path, int strength)
    {
        var sum = 0.0;
        for (var i = 0; i < problems.Count; i++)
        {
            var answers = problems[i].Answers;
            var right = 0.0;
            for (var a = 0; a < answers.Count; a++)
                right += answers[a].IsCorrect ? probabilities[i][path][strength][a] : 0;
            if (answers.Any(static a => a.IsCorrect))
                sum += Math.Log(Math.Max(right, 1e-12));
        }

        return sum;
    }

    private static string[] EvidenceNames(IReadOnlyList<FusionProblem> problems) =>
        [
            .. problems.SelectMany(static p => p.Answers)
                .SelectMany(static a => a.Evidence.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
