using HeavySim.Core;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// How concentrated the answers of a problem are, learnt over all problems: weights on a grid of <see cref="PitmanYor"/> processes that
/// maximise the likelihood of the recorded partitions (nonparametric empirical Bayes by EM). Problems differ: some have one wrong
/// answer that attracts, some scatter, and which of the two goes with difficulty. So every level of difficulty has its own weights, and
/// how difficult a problem is, is itself only known up to its posterior.
/// </summary>
internal sealed class ConcentrationPrior
{
    private const int Rounds = 60;
    private const double PooledPrior = 2;
    private const double LocalPrior = 4;

    private static readonly PitmanYor[] Grid =
    [
        .. from strength in (double[])[0.02, 0.1, 0.3, 0.7, 1.5, 3, 6, 12, 25, 60, 200]
           from discount in (double[])[0, 0.25, 0.5, 0.75]
           select new PitmanYor(strength, discount),
    ];

    private readonly double[][] _weights;

    /// <summary>Learns the weights.</summary>
    /// <param name="partitions">The class sizes of each problem.</param>
    /// <param name="levels">For each problem the probability that it is of each level of difficulty; all of one length.</param>
    public ConcentrationPrior(IReadOnlyList<int[]> partitions, IReadOnlyList<double[]> levels)
    {
        var told = Enumerable.Range(0, partitions.Count).Where(i => partitions[i].Sum() > 1).ToList();
        double[][] rows = [.. told.Select(i => Likelihoods(partitions[i]))];

        // A prior worth a few problems keeps every process possible, and leans to few answers where the run says nothing.
        var lean = Grid.Select(static process => Math.Pow(1 + process.Strength, -2)).ToArray();
        var mass = lean.Sum();
        var pooled = Learn([.. lean.Select(weight => PooledPrior * weight / mass)], rows, [.. rows.Select(static _ => (double[])[1])])[0];
        _weights = levels.Count == 0 || levels[0].Length == 1
            ? [pooled]
            : Learn([.. pooled.Select(static weight => LocalPrior * weight)], rows, [.. told.Select(i => levels[i])]);
    }

    /// <summary>The likelihood of a partition under every process of the grid, up to a factor.</summary>
    public static double[] Likelihoods(int[] partition)
    {
        var row = Grid.Select(process => process.LogLikelihood(partition)).ToArray();
        var best = row.Max();
        for (var g = 0; g < row.Length; g++)
            row[g] = Math.Exp(row[g] - best);
        return row;
    }

    /// <summary>How likely a partition is at a level of difficulty, up to a factor common to all levels.</summary>
    public double Evidence(int level, double[] likelihoods) => Dot(_weights[level], likelihoods);

    /// <summary>A process drawn for a problem of a level, given the likelihoods of its partition.</summary>
    public PitmanYor Draw(int level, double[] likelihoods, ref RandomStream random)
    {
        Span<double> posterior = stackalloc double[Grid.Length];
        for (var g = 0; g < posterior.Length; g++)
            posterior[g] = _weights[level][g] * likelihoods[g];
        return Grid[Draws.Index(ref random, posterior, Dot(_weights[level], likelihoods))];
    }

    /// <summary>EM for the weights of each level, from pseudo-counts and the recorded partitions.</summary>
    private static double[][] Learn(double[] prior, double[][] rows, double[][] levels)
    {
        var count = levels.Length == 0 ? 1 : levels[0].Length;
        var mass = prior.Sum();
        var weights = Enumerable.Range(0, count).Select(_ => prior.Select(p => p / mass).ToArray()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var next = Enumerable.Range(0, count).Select(_ => (double[])prior.Clone()).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                var total = 0.0;
                for (var level = 0; level < count; level++)
                    total += levels[i][level] > 0 ? levels[i][level] * Dot(weights[level], rows[i]) : 0;
                for (var level = 0; level < count; level++)
                {
                    if (levels[i][level] <= 0)
                        continue;
                    for (var g = 0; g < prior.Length; g++)
                        next[level][g] += levels[i][level] * weights[level][g] * rows[i][g] / total;
                }
            }

            for (var level = 0; level < count; level++)
            {
                var sum = next[level].Sum();
                weights[level] = [.. next[level].Select(value => value / sum)];
            }
        }

        return weights;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var g = 0; g < left.Length; g++)
            sum += left[g] * right[g];
        return sum;
    }
}
