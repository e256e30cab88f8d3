namespace HeavySim.Statistics.Comparing;

/// <summary>
/// Holm's correction for several looks at once (Holm 1979): with adjusted p-values, the chance of calling any difference real that is not
/// stays at the level, however the tests hang together.
/// </summary>
internal static class Holm
{
    /// <summary>Adjusts p-values: the i-th smallest of m becomes the largest of (m - j + 1)·p_(j) over j ≤ i, at most 1.</summary>
    /// <param name="pValues">P-values in 0..1, in any order.</param>
    /// <returns>The adjusted values, in the order given.</returns>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        var left = adjusted.Length;
        foreach (var i in Enumerable.Range(0, adjusted.Length).OrderBy(i => pValues[i]))
            adjusted[i] = largest = Math.Max(largest, Math.Min(1, left-- * pValues[i]));
        return adjusted;
    }
}
