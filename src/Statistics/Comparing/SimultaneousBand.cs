namespace HeavySim.Statistics.Comparing;

/// <summary>
/// A band that covers a whole curve at once with the given confidence, where pointwise intervals each cover one point: the points of a
/// curve share their samples, so "rises from k to k'" read off pointwise intervals is worth little.
/// </summary>
/// <remarks>
/// The sup-t band: half-width c·SE(k), with c the quantile of max_k |x̄*_k - x̄_k| / SE*(k) over bootstrap draws of the problems, each
/// draw with its own standard error (Montiel Olea and Plagborg-Møller 2019; Hall 1992 on why to studentise: it follows the skew of
/// values that crowd at 0 and 1, which normal multipliers miss).
/// </remarks>
/// <param name="Critical">c, in standard errors; 1.96 for one point, more the less the points hang together.</param>
/// <param name="Points">The band.</param>
public sealed record SimultaneousBand(double Critical, IReadOnlyList<BandPoint> Points)
{
    /// <summary>Bootstrap draws used by default.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>Computes the band over the points that every problem reaches.</summary>
    /// <param name="curves">One curve per problem: element k-1 is the value with k samples. At least two problems.</param>
    /// <param name="key">Names the bootstrap draws.</param>
    /// <param name="level">The confidence level of the whole band, in 0..1.</param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <exception cref="ArgumentException">Fewer than two problems.</exception>
    public static SimultaneousBand Of(
        IReadOnlyList<IReadOnlyList<double>> curves, RandomKey key, double level = Intervals.DefaultLevel, int draws = DefaultDraws)
    {
        if (curves.Count < 2)
            throw new ArgumentException("A band needs at least two problems.", nameof(curves));

        var length = curves.Min(static c => c.Count);
        var means = new double[length];
        var errors = new double[length];
        var centred = Centre(curves, means, errors);
        var critical = Quantile(centred, length, key, level, draws);

        var points = new List<BandPoint>(length);
        for (var k = 0; k < length; k++)
            points.Add(new BandPoint(k + 1, means[k], means[k] - (critical * errors[k]), means[k] + (critical * errors[k])));
        return new SimultaneousBand(critical, points);
    }

    private static double[][] Centre(IReadOnlyList<IReadOnlyList<double>> curves, double[] means, double[] errors)
    {
        var centred = new double[curves.Count][];
        for (var i = 0; i < curves.Count; i++)
            centred[i] = [.. curves[i].Take(means.Length)];

        var column = new double[curves.Count];
        for (var k = 0; k < means.Length; k++)
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = centred[i][k];
            means[k] = Intervals.Mean(column);
            errors[k] = Intervals.StandardError(column) ?? 0;
            for (var i = 0; i < column.Length; i++)
                centred[i][k] -= means[k];
        }

        return centred;
    }

    private static double Quantile(double[][] centred, int length, RandomKey key, double level, int draws)
    {
        var random = key.With("bootstrap").Open();
        var maxima = new double[draws];
        var sums = new double[length];
        var squares = new double[length];
        double[][] squared = [.. centred.Select(static row => row.Select(static d => d * d).ToArray())];
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(sums);
            Array.Clear(squares);
            for (var i = 0; i < centred.Length; i++)
            {
                var drawn = random.NextInt(centred.Length);
                Polynomials.AddScaled(sums, centred[drawn], 1);
                Polynomials.AddScaled(squares, squared[drawn], 1);
            }

            for (var k = 0; k < sums.Length; k++)
            {
                var mean = sums[k] / centred.Length;
                var variance = ((squares[k] / centred.Length) - (mean * mean)) / (centred.Length - 1);
                if (variance > 1e-18)
                    maxima[draw] = Math.Max(maxima[draw], Math.Abs(mean) / Math.Sqrt(variance));
            }
        }

        Array.Sort(maxima);
        return Math.Max(Quantiles.Normal(level), maxima[Math.Min(draws - 1, (int)Math.Ceiling(level * (draws + 1)) - 1)]);
    }
}
