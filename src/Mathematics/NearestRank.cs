namespace HeavySim.Mathematics;

/// <summary>
/// Quantiles by nearest rank: the smallest value that so large a share of the values does not exceed, one of them itself.
/// </summary>
internal static class NearestRank
{
    /// <summary>The quantile of ascending values, of which there is at least one.</summary>
    public static T Of<T>(IReadOnlyList<T> ascending, double share) => ascending[Index(ascending.Count, share)];

    /// <summary>Where among that many ascending values it is.</summary>
    public static int Index(int count, double share) => Math.Max(0, (int)Math.Ceiling(share * count) - 1);
}
