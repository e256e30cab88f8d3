using System.Collections.Concurrent;

namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Gauss-Legendre quadrature on [0, 1]: m nodes integrate every polynomial of degree 2m-1 exactly, with positive weights, so sums of
/// positive terms keep their relative precision.
/// </summary>
internal sealed record GaussLegendre(double[] Nodes, double[] Weights)
{
    private static readonly ConcurrentDictionary<int, GaussLegendre> Rules = new();

    /// <summary>The rule that is exact for polynomials of a degree.</summary>
    public static GaussLegendre ForDegree(int degree) => Rules.GetOrAdd((degree / 2) + 1, Solve);

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
