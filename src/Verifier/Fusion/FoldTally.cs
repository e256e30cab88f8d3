namespace HeavySim.Verifier;

/// <summary>Adds up what every method did on problems it was not learned on.</summary>
internal sealed class FoldTally
{
    private readonly Dictionary<FusionMethod, List<(double Claimed, double Right)>> _outcomes = new()
    {
        [FusionMethod.Logit] = [],
        [FusionMethod.Vote] = [],
        [FusionMethod.BestMember] = [],
    };

    // By reference: two problems are never one, whatever they hold.
    private readonly Dictionary<FusionProblem, (int Times, FusionOutcome Sum)> _perProblem = new(ReferenceEqualityComparer.Instance);

    private int _problems;
    private double _fusion;

    public void Add(FusionProblem problem, NestedFit fit)
    {
        _problems++;
        var outcome = problem.Answers.Count == 0 ? new FusionOutcome(problem.Id, 0, 0, 0, 0) : Judge(problem, fit);
        var (times, sum) = _perProblem.GetValueOrDefault(problem, (0, new FusionOutcome(problem.Id, 0, 0, 0, 0)));
        _perProblem[problem] = (times + 1, new FusionOutcome(
            problem.Id, sum.Vote + outcome.Vote, sum.BestMember + outcome.BestMember, sum.Logit + outcome.Logit,
            sum.Fusion + outcome.Fusion));
    }

    /// <summary>What the final model should do.</summary>
    public FusionMethod Decide(int repeats) =>
        Fallback.Decide(Right(FusionMethod.Logit), Right(FusionMethod.Vote), Right(FusionMethod.BestMember), repeats);

    /// <summary>What a method claimed of each choice, and how right it was.</summary>
    public IReadOnlyList<(double Claimed, double Right)> Outcomes(FusionMethod method) => _outcomes[method];

    public FusionReport ToReport(
        IReadOnlyList<FusionProblem> problems, int members, FusionOptions options, FusionMethod method, Calibration calibration) => new()
        {
            Problems = problems.Count,
            Informative = problems.Count(static p => p.Answers.Any(static a => a.IsCorrect) && p.Answers.Any(static a => !a.IsCorrect)),
            Members = members,
            Folds = options.Folds,
            Vote = Right(FusionMethod.Vote).Sum() / _problems,
            BestMember = Right(FusionMethod.BestMember).Sum() / _problems,
            Logit = Right(FusionMethod.Logit).Sum() / _problems,
            Fusion = _fusion / _problems,
            Ceiling = (double)problems.Count(static p => p.Answers.Any(static a => a.IsCorrect)) / problems.Count,
            Brier = Outcomes(method).Average(o => Math.Pow(calibration.Apply(o.Claimed) - o.Right, 2)),
            Outcomes = [.. problems.Where(_perProblem.ContainsKey).Select(Average)],
        };

    private List<double> Right(FusionMethod method) => [.. _outcomes[method].Select(static o => o.Right)];

    private FusionOutcome Average(FusionProblem problem)
    {
        var (times, sum) = _perProblem[problem];
        return new FusionOutcome(problem.Id, sum.Vote / times, sum.BestMember / times, sum.Logit / times, sum.Fusion / times);
    }

    private FusionOutcome Judge(FusionProblem problem, NestedFit fit)
    {
        var logit = Add(FusionMethod.Logit, problem, fit.Logit(problem));
        var vote = Add(FusionMethod.Vote, problem, Baselines.Vote(problem));
        var best = Add(FusionMethod.BestMember, problem, Baselines.Member(problem, fit.BestMember));
        var fusion = fit.Method switch { FusionMethod.Logit => logit, FusionMethod.Vote => vote, _ => best };
        _fusion += fusion;
        return new FusionOutcome(problem.Id, vote, best, logit, fusion);
    }

    private double Add(FusionMethod method, FusionProblem problem, double[] probabilities)
    {
        var right = Baselines.Accuracy(problem, probabilities);
        _outcomes[method].Add((probabilities.Max(), right));
        return right;
    }
}
