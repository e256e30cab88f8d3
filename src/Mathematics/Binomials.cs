using MathNet.Numerics;

namespace HeavySim.Mathematics;

/// <summary>Binomial coefficients and probabilities, without overflow where asked for within their ranges.</summary>
internal static class Binomials
{
    /// <summary>
    /// The largest n whose whole row fits a double with room for sums: C(1029, 514) is the last central one that is finite.
    /// </summary>
    public const int LargestRow = 1000;

    private static readonly double[]?[] Rows = new double[]?[LargestRow + 1];

    /// <summary>C(n, 0..n). Exact up to n = 50 or so, then to a few units in the last place.</summary>
    public static ReadOnlySpan<double> Row(int n)
    {
        // Two threads may build the same row; both build the same numbers.
        return Volatile.Read(ref Rows[n]) ?? Build(n);
    }

    /// <summary>ln C(n, k).</summary>
    public static double LogChoose(int n, int k) =>
        k < 0 || k > n
            ? double.NegativeInfinity
            : SpecialFunctions.FactorialLn(n) - SpecialFunctions.FactorialLn(k) - SpecialFunctions.FactorialLn(n - k);

    /// <summary>P(Bin(n, p) ≤ k).</summary>
    public static double Cumulative(int n, int k, double p)
    {
        if (k < 0)
            return 0;
        if (k >= n)
            return 1;

        // P(Bin(n, p) ≤ k) = I_{1-p}(n - k, k + 1)
        return SpecialFunctions.BetaRegularized(n - k, k + 1, 1 - p);
    }

    private static double[] Build(int n)
    {
        var row = new double[n + 1];
        row[0] = 1;
        row[n] = 1;
        for (var k = 1; k <= n / 2; k++)
            row[k] = row[n - k] = row[k - 1] * (n - k + 1) / k;

        Volatile.Write(ref Rows[n], row);
        return row;
    }
}
