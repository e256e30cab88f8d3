namespace HeavySim.Statistics.Predicting;

/// <summary>Random variates that the prediction needs, from keyed streams.</summary>
internal static class Draws
{
    /// <summary>Beta(a, b), as a ratio of gammas.</summary>
    public static double Beta(ref RandomStream random, double a, double b)
    {
        var x = Gamma(ref random, a);
        var y = Gamma(ref random, b);
        // Both underflow only for tiny shapes, where the distribution is two atoms.
        return x + y > 0 ? x / (x + y) : random.NextDouble() < a / (a + b) ? 1 : 0;
    }

    /// <summary>An index with probability proportional to its weight.</summary>
    /// <param name="random">The stream.</param>
    /// <param name="weights">Non-negative.</param>
    /// <param name="total">Their sum, positive.</param>
    public static int Index(ref RandomStream random, ReadOnlySpan<double> weights, double total)
    {
        var mark = random.NextDouble() * total;
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0)
                continue;
            last = i;
            mark -= weights[i];
            if (mark < 0)
                return i;
        }

        return last;
    }

    /// <summary>Gamma(shape, 1) (Marsaglia and Tsang 2000; shapes below 1 by their boost).</summary>
    private static double Gamma(ref RandomStream random, double shape)
    {
        if (shape < 1)
            return Gamma(ref random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = 1 + (c * x);
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }
}
