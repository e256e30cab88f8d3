using HeavySim.Mathematics;
using HeavySim.Statistics.Predicting;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace HeavySim.Statistics.Scaling;

/// <summary>
/// The scaling law of pass@k: the chance of one right sample varies over problems as a <see cref="ZeroInflatedBeta"/>, fitted by maximum
/// likelihood on the counts of right samples, not by regression on log curves, whose points are correlated (arXiv:2510.05197).
/// </summary>
/// <param name="Model">The best fit.</param>
/// <param name="Alpha">The exponent: 1 - pass@k falls like k^-α; 95 % interval by parametric bootstrap.</param>
/// <param name="ZeroShare">The share of problems never solved, with its interval.</param>
/// <param name="Problems">Problems with samples.</param>
/// <param name="LogLikelihood">Without the binomial coefficients.</param>
/// <param name="FitPValue">
/// The share of bootstrap worlds that fit their own law worse than this run fits its law; below 0.05 the law does not hold.
/// </param>
internal sealed record PassLaw(
    ZeroInflatedBeta Model, Estimate Alpha, Estimate ZeroShare, int Problems, double LogLikelihood, double FitPValue)
{
    /// <summary>Bootstrap worlds by default.</summary>
    public const int DefaultWorlds = 100;

    /// <summary>The level below which <see cref="Fits"/> is false.</summary>
    private const double Level = 0.05;

    /// <summary>False when the recorded counts are too unlikely under the law for it to be trusted.</summary>
    public bool Fits => FitPValue >= Level;

    /// <summary>Fits the law.</summary>
    /// <param name="problems">For each problem its samples and how many are right; at least one sample in all.</param>
    /// <param name="key">Names the bootstrap worlds.</param>
    /// <param name="worlds">How many bootstrap worlds; at least 20.</param>
    /// <exception cref="ArgumentException">No problem has a sample.</exception>
    public static PassLaw Of(IEnumerable<(int Samples, int Right)> problems, RandomKey key, int worlds = DefaultWorlds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(worlds, 20);
        var data = problems.Where(static p => p.Samples > 0).ToList();
        if (data.Count == 0)
            throw new ArgumentException("A law needs at least one problem with a sample.", nameof(problems));

        var (model, likelihood) = Maximise(data);
        var misfit = Misfit(data, model);
        var alphas = new double[worlds];
        var zeros = new double[worlds];
        var worse = 0;
        for (var world = 0; world < worlds; world++)
        {
            var random = key.With("pass law").With(world).Open();
            var drawn = data.Select(p => (p.Samples, Simulate(model, p.Samples, ref random))).ToList();
            var (refitted, _) = Maximise(drawn);
            (alphas[world], zeros[world]) = (refitted.Alpha, refitted.ZeroShare);
            worse += Misfit(drawn, refitted) >= misfit ? 1 : 0;
        }

        return new PassLaw(
            model, Intervals.OfWorlds(model.Alpha, alphas), Intervals.OfWorlds(model.ZeroShare, zeros), data.Count, likelihood,
            (worse + 1.0) / (worlds + 1));
    }

    private static (ZeroInflatedBeta Model, double LogLikelihood) Maximise(List<(int Samples, int Right)> data)
    {
        var groups = data.CountBy(static p => p).ToList();
        double Cost(Vector<double> x)
        {
            var model = At(x);
            return -groups.Sum(g => g.Value * model.LogLikelihood(g.Key.Samples, g.Key.Right));
        }

        var best = (Model: new ZeroInflatedBeta(0, 1, 1), Cost: double.MaxValue);
        var mean = Math.Clamp((double)data.Sum(static p => (long)p.Right) / data.Sum(static p => (long)p.Samples), 0.001, 0.999);
        // Two starts: few unsolvable problems, and many; the likelihood can have a ridge between them.
        foreach (var zero in (double[])[0.02, 0.4])
        {
            var start = Math.Min(0.9, mean / (1 - zero));
            var found = Search(Cost, Vector<double>.Build.DenseOfArray([LogOdds.Of(zero), Math.Log(start), Math.Log(1 - start)]));
            var cost = Cost(found);
            if (cost < best.Cost)
                best = (At(found), cost);
        }

        // The border of the family, no unsolvable problems, is not reached in the logit.
        var border = best.Model with { ZeroShare = 0 };
        var borderCost = -groups.Sum(g => g.Value * border.LogLikelihood(g.Key.Samples, g.Key.Right));
        return borderCost <= best.Cost + 1e-6 ? (border, -borderCost) : (best.Model, -best.Cost);
    }

    private static Vector<double> Search(Func<Vector<double>, double> cost, Vector<double> start)
    {
        try
        {
            return new NelderMeadSimplex(1e-7, 2000).FindMinimum(ObjectiveFunction.Value(cost), start).MinimizingPoint;
        }
        catch (MaximumIterationsException)
        {
            // On a ridge the simplex crawls; where it started is still a fit, only not the best.
            return start;
        }
    }

    private static ZeroInflatedBeta At(Vector<double> x) => new(
        LogOdds.ToProbability(Math.Clamp(x[0], -20, 20)), Math.Exp(Math.Clamp(x[1], -9, 9)), Math.Exp(Math.Clamp(x[2], -9, 9)));

    private static int Simulate(ZeroInflatedBeta model, int samples, ref RandomStream random)
    {
        if (random.NextDouble() < model.ZeroShare)
            return 0;

        var chance = Draws.Beta(ref random, model.Alpha, model.Beta);
        var right = 0;
        for (var i = 0; i < samples; i++)
            right += random.NextDouble() < chance ? 1 : 0;
        return right;
    }

    /// <summary>
    /// The distance of the recorded pass@k from the law's, in the worst of k = 1, 2, 4, ... (what the law is for), in standard errors.
    /// </summary>
    private static double Misfit(List<(int Samples, int Right)> data, ZeroInflatedBeta model)
    {
        var most = data.Max(static p => p.Samples);
        var worst = 0.0;
        for (var k = 1; k <= most; k *= 2)
        {
            var values = data.Where(p => p.Samples >= k).Select(p =>
            {
                Span<double> curve = new double[k];
                PassRates.Any(p.Samples, p.Right, curve);
                return curve[k - 1];
            }).ToArray();
            var error = Math.Max(Intervals.StandardError(values) ?? 0, 0.5 / values.Length);
            worst = Math.Max(worst, Math.Abs(Intervals.Mean(values) - model.Pass(k)) / error);
        }

        return worst;
    }
}
