namespace HeavySim.Statistics.Predicting;

/// <summary>A model of how a set of problems is answered, fitted to recorded samples, that can draw more of them.</summary>
internal sealed class AnswerWorld
{
    /// <summary>Draws of each problem's difficulty that say at which level it is.</summary>
    private const int LevelDraws = 60;

    /// <summary>Candidates for a problem's difficulty, of which one is kept by how well it explains the answers.</summary>
    private const int Candidates = 8;

    /// <summary>Upper edges of the levels of difficulty (the chance of a right sample); the last is open.</summary>
    private static readonly double[] LevelEdges = [0.03, 0.08, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.8];

    private static readonly double[] LevelCentres =
    [
        .. LevelEdges.Prepend(0).Zip(LevelEdges.Append(1), static (low, high) => (low + high) / 2),
    ];

    /// <summary>A right answer mostly has one form; that it has many has to be shown by the run.</summary>
    private const double SingleForm = 6;

    private readonly List<ObservedProblem> _problems;
    private readonly DifficultyPosterior _difficulty;
    private readonly DifficultyPosterior? _silence;
    private readonly ConcentrationPrior _right;
    private readonly ConcentrationPrior _wrong;

    public AnswerWorld(IEnumerable<AnswerCounts> problems, RandomKey key)
    {
        _problems = [.. problems.Select(static p => new ObservedProblem(p))];
        _difficulty = new DifficultyPosterior(_problems.Select(static p => (p.Samples, p.Right)), key.With("difficulty"));
        // Of the samples that are not right, how many are silent; a set that never was silent is taken to stay so.
        if (_problems.Exists(static p => p.Silent > 0))
            _silence = new DifficultyPosterior(_problems.Select(static p => (p.Samples - p.Right, p.Silent)), key.With("silence"));

        double[][] levels = [.. _problems.Select((p, i) => Levels(p, key.With("levels").With(i)))];
        _right = new ConcentrationPrior([.. _problems.Select(static p => p.RightLikelihoods)], levels, LevelCentres, SingleForm);
        _wrong = new ConcentrationPrior([.. _problems.Select(static p => p.WrongLikelihoods)], levels, LevelCentres, singleForm: 0);
    }

    /// <summary>One future: every problem's recorded samples and new ones up to a number.</summary>
    public IEnumerable<AnswerCounts> Complete(int samples, RandomKey key)
    {
        var world = key.With("world").Open();
        var difficulty = _difficulty.Draw(ref world);
        var silence = _silence?.Draw(ref world);
        for (var i = 0; i < _problems.Count; i++)
        {
            var random = key.With(i).Open();
            yield return _problems[i].Complete(samples, Draw(_problems[i], difficulty, silence, ref random), ref random);
        }
    }

    private static int LevelOf(double chance)
    {
        var level = 0;
        while (level < LevelEdges.Length && chance > LevelEdges[level])
            level++;
        return level;
    }

    private double[] Levels(ObservedProblem problem, RandomKey key)
    {
        var levels = new double[LevelEdges.Length + 1];
        var random = key.Open();
        for (var draw = 0; draw < LevelDraws; draw++)
            levels[LevelOf(_difficulty.Draw(ref random).DrawGiven(problem.Samples, problem.Right, ref random))] += 1.0 / LevelDraws;
        return levels;
    }

    private SampleLaw Draw(ObservedProblem problem, DifficultyModel difficulty, DifficultyModel? silence, ref RandomStream random)
    {
        // Sampling, importance resampling: difficulty given the right samples, then weighed by the answers it goes with.
        Span<double> chances = stackalloc double[Candidates];
        Span<double> weights = stackalloc double[Candidates];
        var total = 0.0;
        for (var i = 0; i < Candidates; i++)
        {
            chances[i] = difficulty.DrawGiven(problem.Samples, problem.Right, ref random);
            var at = LevelOf(chances[i]);
            total += weights[i] = _right.Evidence(at, problem.RightLikelihoods) * _wrong.Evidence(at, problem.WrongLikelihoods);
        }

        var chance = chances[Draws.Index(ref random, weights, total)];
        var level = LevelOf(chance);
        return new SampleLaw(
            chance,
            silence?.DrawGiven(problem.Samples - problem.Right, problem.Silent, ref random) ?? 0,
            _right.Draw(level, problem.RightLikelihoods, ref random),
            _wrong.Draw(level, problem.WrongLikelihoods, ref random));
    }
}
