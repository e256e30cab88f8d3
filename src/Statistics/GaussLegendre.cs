using System.Collections.Concurrent;

namespace HeavySim.Statistics;

/// <summary>
/// Gauss-Legendre quadrature on [0, 1]: m nodes integrate every polynomial of degree 2m-1 exactly, with positive weights, so sums of
/// positive terms keep their relative precision.
/// </summary>
internal sealed record GaussLegendre(double[] Nodes, double[] Weights)
{
    private static readonly ConcurrentDictionary<int, GaussLegendre> Rules = new();

    /// <summary>The rule that is exact for polynomials of a degree.</summary>
    public static GaussLegendre ForDegree(int degree) => Rules.GetOrAdd((degree / 2) + 1, Solve);

    /// <summary>
    /// A rule for the mean of u^T where T is a sum of independent indicators, to about 1e-17: the mean is Π(1 - p + pu), at most
    /// exp(-(1-u)·mean), so that many ties only need the neighbourhood of one, and few nodes there.
    /// </summary>
    /// <param name="mean">The expected number of ties.</param>
    /// <param name="most">The largest possible number of ties.</param>
    public static GaussLegendre ForTies(double mean, int most)
    {
        const double Digits = 41.5;

        // Chernoff's bound: more ties than these have a probability below exp(-Digits).
        var ties = (int)mean + 1;
        while (ties < most && ties - mean - (ties * Math.Log(ties / mean)) > -Digits)
            ties++;
        ties = Math.Min(ties, most);

        // A power over an interval this short is as smooth as exp(-s·ties·length): its Chebyshev coefficients fall like
        // exp(-j²/(ties·length)).
        var length = Math.Min(1, Digits / mean);
        var count = Math.Min((ties / 2) + 1, (int)Math.Ceiling(Math.Sqrt(Digits * ties * length) / 2) + 4);
        var rule = Rules.GetOrAdd(count, Solve);
        return length == 1
            ? rule
            : new GaussLegendre([.. rule.Nodes.Select(u => 1 - (length * (1 - u)))], [.. rule.Weights.Select(w => w * length)]);
    }

    private static GaussLegendre Solve(int count)
    {
        var nodes = new double[count];
        var weights = new double[count];
        for (var i = 0; i < (count + 1) / 2; i++)
        {
            // Newton's method from Tricomi's approximation of the i-th root of the Legendre polynomial.
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            var slope = 1.0;
            for (var step = 0; step < 100; step++)
            {
                double value = 1, previous = 0;
                for (var j = 0; j < count; j++)
                    (value, previous) = ((((2 * j) + 1) * x * value - (j * previous)) / (j + 1), value);

                slope = count * ((x * value) - previous) / ((x * x) - 1);
                var move = value / slope;
                x -= move;
                if (Math.Abs(move) < 1e-16)
                    break;
            }

            nodes[i] = (1 - x) / 2;
            nodes[count - 1 - i] = (1 + x) / 2;
            weights[i] = weights[count - 1 - i] = 1 / ((1 - (x * x)) * slope * slope);
        }

        return new GaussLegendre(nodes, weights);
    }
}
