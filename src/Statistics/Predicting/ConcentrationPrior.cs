namespace HeavySim.Statistics.Predicting;

/// <summary>
/// How concentrated the answers of a problem are, learnt over all problems: weights on a <see cref="ProcessGrid"/> that maximise the
/// likelihood of the recorded partitions (nonparametric empirical Bayes by EM). Problems differ: some have one wrong answer that attracts,
/// some scatter, and which of the two goes with difficulty. So the strengths follow a trend over the levels of difficulty, around which
/// every level has its own weights; and how difficult a problem is, is itself only known up to its posterior. The trend is what tells of
/// levels whose problems have too few answers of this kind to show it: the seldom right answers of hard problems.
/// </summary>
internal sealed class ConcentrationPrior
{
    private const int Rounds = 50;
    private const double PooledPrior = 2;
    private const double LocalPrior = 4;

    /// <summary>Standard deviation of the prior of the trend, octaves of strength from the hardest to the easiest problem.</summary>
    private const double TrendSpread = 4;

    private readonly int[] _shifts;
    private readonly double[][] _weights;

    /// <summary>Learns the weights.</summary>
    /// <param name="likelihoods">
    /// For each problem the <see cref="ProcessGrid.Likelihoods"/> of its partition; null where it tells nothing.
    /// </param>
    /// <param name="levels">For each problem the probability that it is of each level of difficulty.</param>
    /// <param name="centres">The chance of a right sample at the middle of each level, in 0..1.</param>
    /// <param name="singleForm">
    /// The exponent of a prior (1 - discount)^x: 0 where answers may scatter freely, large where many forms of one answer have to be shown
    /// by the run.
    /// </param>
    public ConcentrationPrior(IReadOnlyList<double[]?> likelihoods, IReadOnlyList<double[]> levels, double[] centres, double singleForm)
    {
        var told = Enumerable.Range(0, likelihoods.Count).Where(i => likelihoods[i] is not null).ToList();
        double[][] rows = [.. told.Select(i => likelihoods[i]!)];
        double[][] at = [.. told.Select(i => levels[i])];
        var prior = Lean(singleForm);

        var (best, pooled) = (double.NegativeInfinity, prior);
        _shifts = new int[centres.Length];
        for (var trend = -2 * ProcessGrid.Reach; trend <= 2 * ProcessGrid.Reach; trend += 2)
        {
            int[] shifts = [.. centres.Select(centre => (int)Math.Round(trend * (centre - 0.5)))];
            var (weights, log) = Pool(prior, rows, at, shifts);
            log -= 0.5 * trend * trend / (TrendSpread * TrendSpread);
            if (log > best)
                (best, pooled, _shifts) = (log, weights, shifts);
        }

        _weights = Split([.. pooled.Select(static weight => LocalPrior * weight)], rows, at, _shifts);
    }

    /// <summary>How likely a partition is at a level of difficulty, up to a factor common to all levels.</summary>
    public double Evidence(int level, double[]? likelihoods) =>
        likelihoods is null ? 1 : Dot(_weights[level], ProcessGrid.Row(likelihoods, _shifts[level]));

    /// <summary>A process drawn for a problem of a level, given the likelihoods of its partition.</summary>
    public PitmanYor Draw(int level, double[]? likelihoods, ref RandomStream random)
    {
        var weights = _weights[level];
        if (likelihoods is null)
            return ProcessGrid.At(Draws.Index(ref random, weights, weights.Sum()), _shifts[level]);

        var row = ProcessGrid.Row(likelihoods, _shifts[level]);
        Span<double> posterior = stackalloc double[row.Length];
        for (var g = 0; g < posterior.Length; g++)
            posterior[g] = weights[g] * row[g];
        return ProcessGrid.At(Draws.Index(ref random, posterior, Dot(weights, row)), _shifts[level]);
    }

    /// <summary>A prior worth a few problems keeps every process possible, and leans to few answers where the run says nothing.</summary>
    private static double[] Lean(double singleForm)
    {
        double[] lean = [.. Enumerable.Range(0, ProcessGrid.Count).Select(static place => ProcessGrid.At(place, 0))
            .Select(process => Math.Pow(1 + process.Strength, -2) * Math.Pow(1 - process.Discount, singleForm))];
        var mass = lean.Sum();
        return [.. lean.Select(weight => PooledPrior * weight / mass)];
    }

    /// <summary>EM for weights common to all levels, and the logarithm of the likelihood they reach.</summary>
    private static (double[] Weights, double Log) Pool(double[] prior, double[][] rows, double[][] levels, int[] shifts)
    {
        // With common weights the levels of a problem fold into one row.
        var folded = new double[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            folded[i] = new double[prior.Length];
            for (var level = 0; level < shifts.Length; level++)
            {
                var row = ProcessGrid.Row(rows[i], shifts[level]);
                for (var g = 0; g < prior.Length; g++)
                    folded[i][g] += levels[i][level] * row[g];
            }
        }

        double[] weights = Normal(prior);
        for (var round = 0; round < Rounds; round++)
        {
            var next = (double[])prior.Clone();
            foreach (var row in folded)
                Credit(next, weights, row, 1 / Dot(weights, row));
            weights = Normal(next);
        }

        return (weights, folded.Sum(row => Math.Log(Dot(weights, row))));
    }

    /// <summary>EM for the weights of each level, around common ones.</summary>
    private static double[][] Split(double[] prior, double[][] rows, double[][] levels, int[] shifts)
    {
        var weights = shifts.Select(_ => Normal(prior)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var next = shifts.Select(_ => (double[])prior.Clone()).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                var total = 0.0;
                for (var level = 0; level < shifts.Length; level++)
                    total += levels[i][level] > 0 ? levels[i][level] * Dot(weights[level], ProcessGrid.Row(rows[i], shifts[level])) : 0;
                for (var level = 0; level < shifts.Length; level++)
                {
                    if (levels[i][level] > 0)
                        Credit(next[level], weights[level], ProcessGrid.Row(rows[i], shifts[level]), levels[i][level] / total);
                }
            }

            weights = [.. next.Select(Normal)];
        }

        return weights;
    }

    private static void Credit(double[] to, double[] weights, ReadOnlySpan<double> row, double share)
    {
        for (var g = 0; g < to.Length; g++)
            to[g] += share * weights[g] * row[g];
    }

    private static double[] Normal(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Dot(double[] left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var g = 0; g < left.Length; g++)
            sum += left[g] * right[g];
        return sum;
    }
}
