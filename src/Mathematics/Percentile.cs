namespace HeavySim.Mathematics;

/// <summary>
/// Percentiles between the values (type 7 of Hyndman and Fan 1996, the default of NumPy, which DeepConf's code calls): the share of the way
/// from the least to the greatest rank, straight lines between neighbours.
/// </summary>
internal static class Percentile
{
    /// <summary>The percentile of ascending values, of which there is at least one.</summary>
    /// <param name="ascending">The values.</param>
    /// <param name="share">Which, in 0..1.</param>
    public static double Of(IReadOnlyList<double> ascending, double share)
    {
        var at = Math.Clamp(share, 0, 1) * (ascending.Count - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }
}
