using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>
/// The distribution of answers: from a problem's name to a model's chances at it, and from those to the class of one answer. Classes are
/// numbers: 0 is right, 1.. are the problem's wrong answers, <see cref="None"/> is no answer.
/// </summary>
internal sealed class AnswerLaw
{
    public const int None = -1;

    private readonly SimulationProfile _profile;
    private readonly RandomKey _world;
    private readonly Func<double, double> _ease;
    private readonly BetaQuantile _attractor;
    private readonly double[] _zipf;
    private readonly double _own;
    private readonly double _shared;

    public AnswerLaw(SimulationProfile profile, long worldSeed)
    {
        _profile = profile;
        _world = RandomKey.Of(worldSeed);
        _ease = profile.Difficulty.ToCurve();
        _attractor = new BetaQuantile(profile.WrongAnswers.AttractorAlpha, profile.WrongAnswers.AttractorBeta);
        _shared = Math.Sqrt(profile.ModelCorrelation);
        _own = Math.Sqrt(1 - profile.ModelCorrelation);
        _zipf = new double[65];
        for (var rank = 1; rank < _zipf.Length; rank++)
            _zipf[rank] = _zipf[rank - 1] + Math.Pow(rank, -profile.WrongAnswers.ZipfExponent);
    }

    /// <summary>The chances of a model at a problem; the same for every attempt, so attempts are independent given them.</summary>
    /// <param name="problemId">The problem's id.</param>
    /// <param name="model">The model's own name, or "" for the profile's.</param>
    /// <param name="wrong">How many different wrong answers the problem's form allows, or null for the profile's number.</param>
    /// <param name="logits">Help and hindrance of this request: tools, fast mode.</param>
    public ProblemOdds OddsOf(string problemId, string model, int? wrong, double logits)
    {
        var key = _world.With(problemId);
        var own = key.With(model);
        var ease = (_shared * Draw(key, "ease")) + (_own * Draw(own, "ease"));
        var solve = LogOdds.Shift(_ease(ease), logits + (_profile.Models.Count > 0 ? _profile.Models.GetValueOrDefault(model) : 0));
        var classes = wrong ?? _profile.WrongAnswers.Classes;

        var turning = own.With("turn").Open();
        var turn = turning.NextDouble() < _profile.WrongAnswers.SharedAttractor ? 0 : turning.NextInt(classes);
        return new ProblemOdds(key, solve, _attractor.At(Draw(key, "attractor")), classes, turn);

        static double Draw(RandomKey key, string purpose) => key.With(purpose).Open().NextNormal();
    }

    /// <summary>The class of one answer.</summary>
    public int Draw(in ProblemOdds odds, ref RandomStream stream)
    {
        if (stream.NextDouble() < _profile.WrongAnswers.Abstain)
            return None;

        return stream.NextDouble() < odds.Solve ? 0 : DrawWrong(odds, ref stream);
    }

    /// <summary>The class of one wrong answer.</summary>
    public int DrawWrong(in ProblemOdds odds, ref RandomStream stream)
    {
        var rank = 0;
        if (odds.Wrong > 1 && stream.NextDouble() >= odds.Attractor)
        {
            var at = stream.NextDouble() * _zipf[odds.Wrong - 1];
            rank = 1;
            while (rank < odds.Wrong - 1 && _zipf[rank] <= at)
                rank++;
        }

        return 1 + ((rank + odds.Turn) % odds.Wrong);
    }

    /// <summary>Probability of a class given that an answer comes.</summary>
    public double ProbabilityOf(in ProblemOdds odds, int answerClass)
    {
        if (answerClass <= 0)
            return answerClass == 0 ? odds.Solve : 0;
        if (odds.Wrong == 1)
            return 1 - odds.Solve;

        var rank = (answerClass - 1 - odds.Turn + odds.Wrong) % odds.Wrong;
        var share = rank == 0
            ? odds.Attractor
            : (1 - odds.Attractor) * (_zipf[rank] - _zipf[rank - 1]) / _zipf[odds.Wrong - 1];
        return (1 - odds.Solve) * share;
    }
}
