namespace HeavySim.Statistics.Comparing;

/// <summary>Two systems on the same problems.</summary>
/// <param name="Problems">Problems both have.</param>
/// <param name="First">The mean of the first on them.</param>
/// <param name="Second">The mean of the second on them.</param>
/// <param name="Difference">First minus second: Student's interval on the per-problem differences.</param>
/// <param name="PValue">Two-sided: McNemar's mid-p when every value is 0 or 1, the sign-flip permutation test otherwise.</param>
/// <param name="Test">Which of the two it was: "McNemar mid-p", "sign flip, exact" or "sign flip".</param>
public sealed record PairedComparison(int Problems, Estimate First, Estimate Second, Estimate Difference, double PValue, string Test)
{
    /// <summary>Compares per-problem values in 0..1, given in the same order.</summary>
    /// <param name="first">The first system's values.</param>
    /// <param name="second">The second system's values.</param>
    /// <param name="key">Names the random signs.</param>
    /// <param name="clusters">The family of each problem, or empty: with families the interval is cluster-robust.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no problem.</exception>
    public static PairedComparison Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, RandomKey key, ReadOnlySpan<int> clusters = default)
    {
        if (first.Length != second.Length)
            throw new ArgumentException("A paired comparison needs both values of every problem.", nameof(second));

        var differences = new double[first.Length];
        var isBinary = true;
        var onlyFirst = 0;
        var onlySecond = 0;
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
            isBinary &= first[i] is 0 or 1 && second[i] is 0 or 1;
            onlyFirst += differences[i] > 0 ? 1 : 0;
            onlySecond += differences[i] < 0 ? 1 : 0;
        }

        var difference = clusters.IsEmpty ? Intervals.OfMean(differences) : Intervals.OfClusters(differences, clusters);
        var (p, test) = isBinary ? (McNemar.MidP(onlyFirst, onlySecond), "McNemar mid-p") : Flip(differences, key);
        return new PairedComparison(first.Length, Intervals.OfShares(first), Intervals.OfShares(second), Bound(difference), p, test);
    }

    private static (double PValue, string Test) Flip(double[] differences, RandomKey key)
    {
        var flip = SignFlipTest.Of(differences, key);
        return (flip.PValue, flip.IsExact ? "sign flip, exact" : "sign flip");
    }

    private static Estimate Bound(Estimate difference) =>
        difference with { Low = Math.Max(-1, difference.Low), High = Math.Min(1, difference.High) };
}
