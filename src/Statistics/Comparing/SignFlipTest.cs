namespace HeavySim.Statistics.Comparing;

/// <summary>
/// The paired permutation test: if two systems do not differ, the sign of each problem's difference is a coin flip. It asks nothing of the
/// distribution of the differences.
/// </summary>
/// <param name="PValue">Two-sided, in (0, 1].</param>
/// <param name="IsExact">True when every assignment of signs was counted.</param>
internal sealed record SignFlipTest(double PValue, bool IsExact)
{
    /// <summary>Assignments drawn where there are too many to count.</summary>
    public const int DefaultFlips = 20_000;

    private const int MostCounted = 18;

    /// <summary>Tests that the mean difference is zero.</summary>
    /// <param name="differences">First minus second, one per problem.</param>
    /// <param name="key">Names the random signs.</param>
    /// <param name="flips">How many assignments to draw where not all are counted.</param>
    /// <remarks>
    /// With B random assignments the p-value is (1 + those at least as extreme)/(B + 1): never 0, and valid at every B
    /// (Phipson and Smyth 2010).
    /// </remarks>
    public static SignFlipTest Of(ReadOnlySpan<double> differences, RandomKey key, int flips = DefaultFlips)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(flips, 1);
        var sizes = new List<double>();
        var observed = 0.0;
        foreach (var difference in differences)
        {
            observed += difference;
            if (difference != 0)
                sizes.Add(Math.Abs(difference));
        }

        // Sums that are equal on paper may differ in the last bits.
        var threshold = Math.Abs(observed) - (1e-12 * sizes.Sum());
        return sizes.Count <= MostCounted
            ? new SignFlipTest(Count(sizes, threshold), IsExact: true)
            : new SignFlipTest(Draw(sizes, threshold, key, flips), IsExact: false);
    }

    private static double Count(List<double> sizes, double threshold)
    {
        var extreme = 0;
        // Gray code: one sign changes from each assignment to the next.
        var sum = sizes.Sum();
        var signs = 0u;
        for (var i = 1u; ; i++)
        {
            if (Math.Abs(sum) >= threshold)
                extreme++;
            if (i == 1u << sizes.Count)
                return extreme / (double)i;

            var flipped = System.Numerics.BitOperations.TrailingZeroCount(i);
            signs ^= 1u << flipped;
            sum += (signs >> flipped & 1) == 1 ? -2 * sizes[flipped] : 2 * sizes[flipped];
        }
    }

    private static double Draw(List<double> sizes, double threshold, RandomKey key, int flips)
    {
        var random = key.With("sign flips").Open();
        var extreme = 0;
        for (var flip = 0; flip < flips; flip++)
        {
            var sum = 0.0;
            var bits = 0UL;
            for (var i = 0; i < sizes.Count; i++)
            {
                if (i % 64 == 0)
                    bits = random.NextBits();
                sum += (bits & 1) == 0 ? sizes[i] : -sizes[i];
                bits >>= 1;
            }

            if (Math.Abs(sum) >= threshold)
                extreme++;
        }

        return (extreme + 1.0) / (flips + 1);
    }
}
