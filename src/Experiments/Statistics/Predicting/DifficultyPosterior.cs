using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// What a recorded run says about the distribution of a per-problem probability: a posterior over <see cref="DifficultyModel"/>s. One best
/// fit would be overconfident: from few samples a share of unsolvable problems and a long tail of very hard ones look alike, and they
/// differ in everything that comes later.
/// </summary>
internal sealed class DifficultyPosterior
{
    private const int Steps = 16;
    private const int Passes = 3;

    private static readonly double[] ZeroShares = [0, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    private static readonly double[] FlatShares = [0, 0.04, 0.1, 0.2];

    private readonly List<DifficultyModel> _models = [];
    private readonly double[] _weights = [];
    private readonly double _total;

    /// <summary>Weighs a grid of models by their likelihood.</summary>
    /// <param name="observations">For each problem its samples and how many of them succeeded.</param>
    public DifficultyPosterior(IEnumerable<(int Samples, int Right)> observations)
    {
        var groups = observations.Where(static o => o.Samples > 0).CountBy(static o => o)
            .Select(static g => new Group(g.Key.Samples, g.Key.Right, g.Value)).ToList();
        // A coarse pass finds the region, finer ones resolve it: many problems make the posterior narrow.
        var region = new Region(0, 7, 1.2, 4.2);
        for (var pass = 0; pass < Passes; pass++)
        {
            _models.Clear();
            var logs = new List<double>();
            for (var i = 0; i <= Steps; i++)
            {
                var mean = 1 / (1 + Math.Exp(-region.Logit(i)));
                for (var j = 0; j <= Steps; j++)
                {
                    var size = Math.Exp(region.LogSize(j));
                    Weigh(groups, mean * size, (1 - mean) * size, logs);
                }
            }

            var best = logs.Max();
            _weights = [.. logs.Select(log => Math.Exp(log - best))];
            region = Focus(region);
        }

        _total = _weights.Sum();
    }

    /// <summary>One model, drawn by its posterior weight.</summary>
    public DifficultyModel Draw(ref RandomStream random) => _models[Draws.Index(ref random, _weights, _total)];

    private void Weigh(List<Group> groups, double alpha, double beta, List<double> logs)
    {
        var plain = new DifficultyModel(0, 0, alpha, beta);
        var likelihoods = groups.Select(g => plain.BetaLikelihood(g.Samples, g.Right)).ToArray();
        foreach (var zero in ZeroShares)
        {
            foreach (var flat in FlatShares)
            {
                if (zero + flat > 0.9)
                    continue;

                // The prior: flat in the logit of the mean and the logarithm of the size, (1 - share)² on the share of unsolvable problems,
                // and a lean to no flat part unless the run asks for one.
                var model = plain with { ZeroShare = zero, FlatShare = flat };
                var log = (2 * Math.Log(1 - zero)) + (25 * Math.Log(1 - flat));
                for (var g = 0; g < likelihoods.Length; g++)
                {
                    var (atZero, broad, drawn) = model.Parts(groups[g].Samples, groups[g].Right, likelihoods[g]);
                    log += groups[g].Problems * Math.Log(atZero + broad + drawn + double.Epsilon);
                }

                _models.Add(model);
                logs.Add(log);
            }
        }
    }

    private Region Focus(Region region)
    {
        double lowLogit = double.MaxValue, highLogit = double.MinValue, lowLog = double.MaxValue, highLog = double.MinValue;
        for (var i = 0; i < _weights.Length; i++)
        {
            if (_weights[i] < 1e-4)
                continue;
            var logit = Math.Log(_models[i].Alpha / _models[i].Beta);
            var log = Math.Log(_models[i].Alpha + _models[i].Beta);
            (lowLogit, highLogit) = (Math.Min(lowLogit, logit), Math.Max(highLogit, logit));
            (lowLog, highLog) = (Math.Min(lowLog, log), Math.Max(highLog, log));
        }

        return new Region(
            (lowLogit + highLogit) / 2, ((highLogit - lowLogit) / 2) + (region.LogitReach / Steps),
            (lowLog + highLog) / 2, ((highLog - lowLog) / 2) + (region.LogSizeReach / Steps));
    }

    private sealed record Group(int Samples, int Right, int Problems);

    /// <summary>The part of the grid in view: the logit of the Beta's mean and the logarithm of its size.</summary>
    private sealed record Region(double LogitCentre, double LogitReach, double LogSizeCentre, double LogSizeReach)
    {
        public double Logit(int step) => LogitCentre + (LogitReach * ((2.0 * step / Steps) - 1));

        public double LogSize(int step) => LogSizeCentre + (LogSizeReach * ((2.0 * step / Steps) - 1));
    }
}
