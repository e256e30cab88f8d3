namespace HeavySim.Verifier;

/// <summary>
/// One kind of logit fitted on the same problems for every prior strength, strongest first so that each solution starts the next.
/// </summary>
internal sealed class LogitPath
{
    // The vote's own weight is known to be positive and around 2; the shared features are few and need little holding.
    private const double LogCountCentre = 2;
    private const double LogCountPrecision = .05;
    private const double SharedPrecision = 1;
    private readonly double[][] _weights;

    private LogitPath(FeatureSpace space, double[][] weights)
    {
        Space = space;
        _weights = weights;
    }

    public FeatureSpace Space { get; }

    /// <summary>Fits; the prior is centred on the plain vote: all weights 0 but that of the log count.</summary>
    /// <param name="space">The features.</param>
    /// <param name="problems">What to learn from.</param>
    /// <param name="strengths">Prior strengths.</param>
    public static LogitPath Fit(FeatureSpace space, IEnumerable<FusionProblem> problems, IReadOnlyList<double> strengths)
    {
        var sets = problems.Where(static p => p.Answers.Count > 1).Select(space.Set).Where(static s => s.IsInformative).ToList();
        var centre = new double[space.Dimension];
        centre[0] = LogCountCentre;
        var penalty = new double[space.Dimension];
        var weights = new double[strengths.Count][];
        var start = centre;
        foreach (var s in Enumerable.Range(0, strengths.Count).OrderByDescending(i => strengths[i]))
        {
            Array.Fill(penalty, strengths[s]);
            Array.Fill(penalty, SharedPrecision, 0, space.Shared.Count);
            penalty[0] = LogCountPrecision;
            start = weights[s] = ConditionalLogit.Fit(sets, centre, penalty, start);
        }

        return new LogitPath(space, weights);
    }

    /// <summary>The answers' probabilities at one strength.</summary>
    public double[] Probabilities(SparseRow[] rows, int strength) => ConditionalLogit.Probabilities(rows, _weights[strength]);

    /// <summary>The solution at one strength, by names.</summary>
    public FusionLogit ToLogit(int strength, IReadOnlyList<double> strengths) => new()
    {
        PriorStrength = strengths[strength],
        Shared = Space.Shared.Select((name, j) => (name, j))
            .ToDictionary(static x => x.name, x => _weights[strength][x.j], StringComparer.Ordinal),
        Members = Space.Members.Select((m, j) => (m.Name, j))
            .ToDictionary(static x => x.Name, x => _weights[strength][Space.Shared.Count + x.j], StringComparer.Ordinal),
    };
}
