namespace HeavySim.Orchestrator;

/// <summary>The fair coin, as the stop rules need it. Exact to double precision for the sizes of a vote (n up to 1,000).</summary>
internal static class Binomial
{
    /// <summary>P(Bin(n, ½) ≤ k).</summary>
    public static double HalfCdf(int n, int k)
    {
        if (k >= n)
            return 1;

        // The shorter tail: fewer terms, and no cancellation where the result is near 1.
        return k >= n / 2 ? 1 - LowerTail(n, n - k - 1) : LowerTail(n, k);
    }

    /// <summary>ln C(n, k).</summary>
    public static double LogChoose(int n, int k)
    {
        var log = 0.0;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
            log += Math.Log((double)(n - i + 1) / i);

        return log;
    }

    private static double LowerTail(int n, int k)
    {
        var term = Math.Pow(0.5, n);
        var sum = term;
        for (var i = 1; i <= k; i++)
            sum += term *= (double)(n - i + 1) / i;

        return sum;
    }
}
