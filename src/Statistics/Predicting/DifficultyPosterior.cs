namespace HeavySim.Statistics.Predicting;

/// <summary>
/// What a recorded run says about the distribution of a per-problem probability: draws from the posterior over
/// <see cref="DifficultyModel"/>s (random-walk Metropolis). One best fit would be overconfident: from few samples a share of unsolvable
/// problems and a long tail of very hard ones look alike, and they differ in everything that comes later.
/// </summary>
internal sealed class DifficultyPosterior
{
    private const int Kept = 250;
    private const int Thinning = 40;
    private const int BurnIn = 4000;

    /// <summary>Widest step of the walk; steps are log-uniform below it, so that broad and narrow posteriors are both walked.</summary>
    private const double Reach = 2;

    private const double LargestLogSize = 9;

    // Dense near zero: even a few unsolvable problems in a hundred decide how the curve ends.
    private static readonly double[] ZeroShares =
        [
            0, 0.0025, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6,
            0.65, 0.7, 0.75, 0.8,
        ];

    private readonly List<DifficultyModel> _models = new(Kept);

    /// <summary>Walks the posterior.</summary>
    /// <param name="observations">For each problem its samples and how many of them succeeded.</param>
    /// <param name="key">Names the walk.</param>
    public DifficultyPosterior(IEnumerable<(int Samples, int Right)> observations, RandomKey key)
    {
        var groups = observations.Where(static o => o.Samples > 0).CountBy(static o => o)
            .Select(static g => new Group(g.Key.Samples, g.Key.Right, g.Value)).ToList();
        var random = key.Open();
        var (at, height) = (Start(groups), double.NegativeInfinity);
        for (var step = 1; step <= BurnIn + (Kept * Thinning); step++)
        {
            var next = Propose(at, ref random);
            var nextHeight = LogPosterior(next, groups);
            if (Math.Log(1 - random.NextDouble()) < nextHeight - height)
                (at, height) = (next, nextHeight);
            if (step > BurnIn && (step - BurnIn) % Thinning == 0)
                _models.Add(at.Model);
        }
    }

    /// <summary>One model of the posterior.</summary>
    public DifficultyModel Draw(ref RandomStream random) => _models[random.NextInt(_models.Count)];

    /// <summary>The overall mean, with the two Betas on its sides.</summary>
    private static Place Start(List<Group> groups)
    {
        var (right, samples) = (
            groups.Sum(static g => (double)g.Right * g.Problems), groups.Sum(static g => (double)g.Samples * g.Problems));
        var logit = Math.Log((right + 0.5) / (samples - right + 0.5));
        return new Place(1, new DifficultyModel(ZeroShares[1], 0.2, new BetaShape(logit, 1), new BetaShape(logit + 1, 1)));
    }

    /// <summary>A symmetric step in one part of the model; outside of its range the posterior is zero.</summary>
    private static Place Propose(Place at, ref RandomStream random)
    {
        var reach = Reach * Math.Exp(-5 * random.NextDouble());
        var model = at.Model;
        switch (random.NextInt(6))
        {
            case 0:
                return at.MoveZero(ref random);
            case 1:
                return at with { Model = model with { SecondShare = model.SecondShare + (0.3 * reach * random.NextNormal()) } };
            case 2:
                return at with { Model = model with { First = model.First.Step(reach, ref random) } };
            case 3:
                return at with { Model = model with { Second = model.Second.Step(reach, ref random) } };
            case 4:
                // Unsolvable and very hard look alike: only together do they move far.
                var moved = at.MoveZero(ref random);
                return moved with { Model = moved.Model with { First = model.First.Step(reach, ref random) } };
            default:
                return at with { Model = model with { SecondShare = 1 - model.SecondShare, First = model.Second, Second = model.First } };
        }
    }

    /// <summary>
    /// The prior: weakly normal in the logits of the means and the logarithms of the sizes, (1 - share)⁴ on the unsolvable, and a lean to
    /// one Beta unless the run asks for two.
    /// </summary>
    private static double LogPosterior(Place at, List<Group> groups)
    {
        var model = at.Model;
        if (model.SecondShare is < 0 or >= 1 || Math.Abs(model.First.LogSize) > LargestLogSize
            || Math.Abs(model.Second.LogSize) > LargestLogSize)
            return double.NegativeInfinity;

        var log = (4 * Math.Log(1 - model.ZeroShare)) + (
            4 * Math.Log(1 - model.SecondShare)) + LogPrior(model.First) + LogPrior(model.Second);
        foreach (var group in groups)
        {
            var (zero, first, second) = model.Parts(group.Samples, group.Right);
            log += group.Problems * Math.Log(zero + first + second + double.Epsilon);
        }

        return log;
    }

    private static double LogPrior(BetaShape shape) =>
        -0.5 * ((shape.Logit * shape.Logit / (2.5 * 2.5)) + ((shape.LogSize - 1.2) * (shape.LogSize - 1.2) / (1.6 * 1.6)));

    private sealed record Group(int Samples, int Right, int Problems);

    private sealed record Place(int Zero, DifficultyModel Model)
    {
        public Place MoveZero(ref RandomStream random)
        {
            // Reflected at the ends, which keeps the step symmetric.
            var zero = Math.Abs(Zero + random.NextInt(7) - 3);
            if (zero >= ZeroShares.Length)
                zero = (2 * (ZeroShares.Length - 1)) - zero;
            return new Place(zero, Model with { ZeroShare = ZeroShares[zero] });
        }
    }
}
