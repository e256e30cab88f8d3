namespace HeavySim.Statistics.Scaling;

/// <summary>
/// The exponentiated power law of coverage, c(k) = exp(a·k^b) with a, b &lt; 0: ln(-ln c) is a straight line in ln k
/// (Brown et al. 2024, arXiv:2407.21787).
/// </summary>
/// <param name="A">a: ln of pass@1.</param>
/// <param name="B">b, the exponent, with its 95 % interval by bootstrap over problems.</param>
/// <param name="WorstResidual">The largest distance between law and curve, in accuracy (0..1), over the points fitted.</param>
/// <param name="Fits">False when the law misses a point by more than that point's own 95 % interval over problems.</param>
internal sealed record PowerLaw(Estimate A, Estimate B, double WorstResidual, bool Fits)
{
    /// <summary>Bootstrap worlds by default.</summary>
    public const int DefaultWorlds = 200;

    /// <summary>The law at k.</summary>
    public double At(double k) => Math.Exp(A.Value * Math.Pow(k, B.Value));

    /// <summary>Fits the law to pass@k at k = 1, 2, 4, ... by least squares on ln(-ln c).</summary>
    /// <param name="problems">For each problem its samples and how many are right.</param>
    /// <param name="key">Names the bootstrap worlds.</param>
    /// <param name="worlds">Bootstrap worlds; at least 20.</param>
    /// <returns>
    /// The law, or null where there is no curve to fit: fewer than two usable k, every problem solved or none, or so few that resampled
    /// problems have none.
    /// </returns>
    public static PowerLaw? Of(IEnumerable<(int Samples, int Right)> problems, RandomKey key, int worlds = DefaultWorlds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(worlds, 20);
        var curves = problems.Where(static p => p.Samples > 0).Select(static p =>
        {
            var curve = new double[p.Samples];
            PassRates.Any(p.Samples, p.Right, curve);
            return curve;
        }).ToList();
        if (curves.Count == 0)
            return null;

        var ks = Powers(curves.Min(static c => c.Length));
        if (Line(ks, Coverage(curves, ks)) is not { } fit)
            return null;

        var (firsts, exponents) = Bootstrap(curves, ks, key, worlds);
        if (firsts.Count < worlds / 2)
            return null;

        var worst = 0.0;
        var fits = true;
        foreach (var k in ks)
        {
            var point = Intervals.OfShares([.. curves.Select(c => c[k - 1])]);
            var law = Math.Exp(fit.A * Math.Pow(k, fit.B));
            worst = Math.Max(worst, Math.Abs(law - point.Value));
            fits &= law >= point.Low && law <= point.High;
        }

        return new PowerLaw(Intervals.OfWorlds(fit.A, [.. firsts]), Intervals.OfWorlds(fit.B, [.. exponents]), worst, fits);
    }

    private static int[] Powers(int most) => [.. Enumerable.Range(0, 31).Select(static i => 1 << i).TakeWhile(k => k <= most)];

    private static double[] Coverage(List<double[]> curves, int[] ks) => [.. ks.Select(k => curves.Average(c => c[k - 1]))];

    private static (List<double> A, List<double> B) Bootstrap(List<double[]> curves, int[] ks, RandomKey key, int worlds)
    {
        var firsts = new List<double>();
        var exponents = new List<double>();
        for (var world = 0; world < worlds; world++)
        {
            var random = key.With("power law").With(world).Open();
            var drawn = new List<double[]>(curves.Count);
            for (var i = 0; i < curves.Count; i++)
                drawn.Add(curves[random.NextInt(curves.Count)]);
            if (Line(ks, Coverage(drawn, ks)) is not { } line)
                continue;
            firsts.Add(line.A);
            exponents.Add(line.B);
        }

        return (firsts, exponents);
    }

    /// <summary>The least-squares line of ln(-ln c) on ln k; points at 0 or 1 have no such logarithm and are left out.</summary>
    private static (double A, double B)? Line(int[] ks, double[] coverage)
    {
        var points = ks.Zip(coverage).Where(static p => p.Second is > 0 and < 1)
            .Select(static p => (X: Math.Log(p.First), Y: Math.Log(-Math.Log(p.Second)))).ToList();
        if (points.Count < 2)
            return null;

        var (meanX, meanY) = (points.Average(static p => p.X), points.Average(static p => p.Y));
        var slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / points.Sum(p => (p.X - meanX) * (p.X - meanX));
        return (-Math.Exp(meanY - (slope * meanX)), slope);
    }
}
