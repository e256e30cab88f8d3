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

    private int _problems;
    private double _fusion;

    public void Add(FusionProblem problem, NestedFit fit)
    {
        _problems++;
        if (problem.Answers.Count == 0)
            return;

        Add(FusionMethod.Logit, problem, fit.Logit(problem), fit.Method);
        Add(FusionMethod.Vote, problem, Baselines.Vote(problem), fit.Method);
        Add(FusionMethod.BestMember, problem, Baselines.Member(problem, fit.BestMember), fit.Method);
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
        };

    private List<double> Right(FusionMethod method) => [.. _outcomes[method].Select(static o => o.Right)];

    private void Add(FusionMethod method, FusionProblem problem, double[] probabilities, FusionMethod delivered)
    {
        var right = Baselines.Accuracy(problem, probabilities);
        _outcomes[method].Add((probabilities.Max(), right));
        if (method == delivered)
            _fusion += right;
    }
}
