using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// How concentrated the answers of a problem are, learnt over all problems: weights on a grid of <see cref="PitmanYor"/> processes that
/// maximise the likelihood of the recorded partitions (nonparametric empirical Bayes by EM). Problems differ: some have one wrong
/// answer that attracts, some scatter, and which of the two goes with difficulty, so the weights are learnt from problems of similar
/// difficulty first of all.
/// </summary>
internal sealed class ConcentrationPrior
{
    private const int Rounds = 60;

    private static readonly PitmanYor[] Grid =
    [
        .. from strength in (double[])[0.02, 0.1, 0.3, 0.7, 1.5, 3, 6, 12, 25, 60, 200]
           from discount in (double[])[0, 0.25, 0.5, 0.75]
           select new PitmanYor(strength, discount),
    ];

    private readonly List<(double Share, double[] Likelihoods)> _problems;
    private readonly Dictionary<double, double[]> _weights = [];
    private readonly double _similarity;

    /// <summary>Reads the partitions.</summary>
    /// <param name="partitions">The share of right samples and the class sizes of each problem; fewer than two samples say nothing.</param>
    /// <param name="similarity">
    /// How near in their share of right samples problems are to learn from each other: the standard deviation of a kernel.
    /// </param>
    public ConcentrationPrior(IEnumerable<(double Share, int[] Partition)> partitions, double similarity)
    {
        _similarity = similarity;
        _problems = [.. partitions.Where(static p => p.Partition.Sum() > 1).Select(static p => (p.Share, Likelihoods(p.Partition)))];
    }

    /// <summary>The posterior weights of the grid for a problem with this share of right samples and this partition.</summary>
    public double[] Given(double share, int[] partition)
    {
        if (!_weights.TryGetValue(share, out var weights))
            _weights[share] = weights = Learn(share);

        var row = Likelihoods(partition);
        for (var g = 0; g < row.Length; g++)
            row[g] *= weights[g];
        return row;
    }

    /// <summary>One process, drawn by such weights.</summary>
    public static PitmanYor Draw(double[] weights, ref RandomStream random) => Grid[Draws.Index(ref random, weights, weights.Sum())];

    private double[] Learn(double share)
    {
        // A prior worth one problem keeps every process possible, and leans to few answers where the run says nothing.
        var prior = Grid.Select(static process => 1 / (1 + process.Strength)).ToArray();
        var mass = prior.Sum();
        for (var g = 0; g < prior.Length; g++)
            prior[g] /= mass;

        var near = _problems.Select(p => Math.Exp(-Math.Pow((p.Share - share) / _similarity, 2) / 2)).ToArray();
        var total = 1 + near.Sum();
        var weights = (double[])prior.Clone();
        var next = new double[Grid.Length];
        for (var round = 0; round < Rounds; round++)
        {
            prior.CopyTo(next, 0);
            for (var i = 0; i < near.Length; i++)
            {
                if (near[i] < 1e-3)
                    continue;
                var row = _problems[i].Likelihoods;
                var sum = 0.0;
                for (var g = 0; g < row.Length; g++)
                    sum += row[g] * weights[g];
                for (var g = 0; g < row.Length; g++)
                    next[g] += near[i] * weights[g] * row[g] / sum;
            }

            for (var g = 0; g < next.Length; g++)
                weights[g] = next[g] / total;
        }

        return weights;
    }

    private static double[] Likelihoods(int[] partition)
    {
        var row = Grid.Select(process => process.LogLikelihood(partition)).ToArray();
        var best = row.Max();
        for (var g = 0; g < row.Length; g++)
            row[g] = Math.Exp(row[g] - best);
        return row;
    }
}
