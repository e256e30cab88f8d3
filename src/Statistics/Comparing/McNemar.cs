using HeavySim.Mathematics;

namespace HeavySim.Statistics.Comparing;

/// <summary>
/// McNemar's test for two systems that are each right or wrong on the same problems: only the problems on which they differ speak.
/// </summary>
internal static class McNemar
{
    /// <summary>
    /// The exact two-sided p-value, 2·P(Bin(b+c, 1/2) ≤ min(b, c)), at most 1. Conservative: its true level is below nominal.
    /// </summary>
    /// <param name="onlyFirst">b: problems only the first has right.</param>
    /// <param name="onlySecond">c: problems only the second has right.</param>
    public static double Exact(int onlyFirst, int onlySecond)
    {
        Check(onlyFirst, onlySecond);
        return Math.Min(1, 2 * Binomials.Cumulative(onlyFirst + onlySecond, Math.Min(onlyFirst, onlySecond), 0.5));
    }

    /// <summary>
    /// The mid-p value: the exact one less the probability of the observed table, which brings its level close to nominal
    /// (Fagerland, Lydersen and Laake 2013).
    /// </summary>
    /// <inheritdoc cref="Exact" path="/param"/>
    public static double MidP(int onlyFirst, int onlySecond)
    {
        Check(onlyFirst, onlySecond);
        var differing = onlyFirst + onlySecond;
        if (differing == 0)
            return 1;
        if (onlyFirst == onlySecond)
            return 1 - Math.Exp(Binomials.LogChoose(differing, onlyFirst) - (differing * Math.Log(2)));

        var fewer = Math.Min(onlyFirst, onlySecond);
        var observed = Math.Exp(Binomials.LogChoose(differing, fewer) - (differing * Math.Log(2)));
        return Math.Min(1, (2 * Binomials.Cumulative(differing, fewer, 0.5)) - observed);
    }

    private static void Check(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
    }
}
