namespace HeavySim.Statistics;

/// <summary>
/// What k of n recorded samples, c of them right, contain when drawn without replacement: unbiased estimators of "any", "all" and
/// "a share is right". A sample that abstained counts as not right.
/// </summary>
public static class PassRates
{
    /// <summary>
    /// pass@k for k = 1, 2, ...: the probability that at least one of k samples is right, 1 - C(n-c,k)/C(n,k)
    /// (Chen et al. 2021, arXiv:2107.03374), by the recurrence over k that never forms a binomial.
    /// </summary>
    /// <param name="samples">n, the samples recorded.</param>
    /// <param name="right">c, how many of them are right.</param>
    /// <param name="curve">Element k-1 receives pass@k.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ c ≤ n, or a curve longer than n.</exception>
    public static void Any(int samples, int right, Span<double> curve)
    {
        Check(samples, right, curve.Length);
        var noneRight = 1.0;
        for (var k = 1; k <= curve.Length; k++)
        {
            noneRight *= Math.Max(0, samples - right - k + 1) / (double)(samples - k + 1);
            curve[k - 1] = 1 - noneRight;
        }
    }

    /// <summary>pass^k for k = 1, 2, ...: the probability that all k are right, C(c,k)/C(n,k) (tau-bench, arXiv:2406.12045).</summary>
    /// <inheritdoc cref="Any(int, int, Span{double})" path="/param|/exception"/>
    public static void All(int samples, int right, Span<double> curve)
    {
        Check(samples, right, curve.Length);
        var allRight = 1.0;
        for (var k = 1; k <= curve.Length; k++)
            curve[k - 1] = allRight *= Math.Max(0, right - k + 1) / (double)(samples - k + 1);
    }

    /// <summary>
    /// G-Pass@k_τ: the probability that at least max(1, ⌈τk⌉) of k samples are right, a hypergeometric tail
    /// (Liu et al. 2024, arXiv:2412.13147).
    /// </summary>
    /// <param name="samples">n, the samples recorded.</param>
    /// <param name="right">c, how many of them are right.</param>
    /// <param name="k">How many are drawn, 1..n.</param>
    /// <param name="threshold">τ in 0..1.</param>
    public static double AtLeast(int samples, int right, int k, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Check(samples, right, k);
        if (threshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A share lies in 0..1.");

        // 0.2 · 15 is 3 and a little in binary: the little must not cost a whole sample.
        var needed = Math.Max(1, (int)Math.Ceiling((threshold * k) - 1e-9));
        Span<double> tails = k < 256 ? stackalloc double[k + 1] : new double[k + 1];
        Tails(samples, right, k, tails);
        return tails[needed];
    }

    /// <summary>mG-Pass@k: G-Pass@k averaged over τ in (1/2, 1], (2/k)·Σ_{i=⌈k/2⌉+1..k} P(at least i right) (arXiv:2412.13147).</summary>
    /// <inheritdoc cref="AtLeast" path="/param[@name='samples']|/param[@name='right']|/param[@name='k']"/>
    public static double MeanAtLeast(int samples, int right, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Check(samples, right, k);
        Span<double> tails = k < 256 ? stackalloc double[k + 1] : new double[k + 1];
        Tails(samples, right, k, tails);
        var sum = 0.0;
        for (var i = ((k + 1) / 2) + 1; i <= k; i++)
            sum += tails[i];
        return 2 * sum / k;
    }

    /// <summary>tails[i] = P(Hypergeometric(n, c, k) ≥ i), from the mode outward by ratios so that no binomial is formed.</summary>
    private static void Tails(int samples, int right, int k, Span<double> tails)
    {
        tails.Clear();
        var low = Math.Max(0, k - (samples - right));
        var high = Math.Min(k, right);
        var mode = Math.Clamp((int)((k + 1.0) * (right + 1) / (samples + 2)), low, high);
        tails[mode] = 1;
        for (var i = mode; i < high; i++)
            tails[i + 1] = tails[i] * ((double)(right - i) * (k - i)) / ((i + 1.0) * (samples - right - k + i + 1));
        for (var i = mode; i > low; i--)
            tails[i - 1] = tails[i] * (i * (double)(samples - right - k + i)) / ((right - i + 1.0) * (k - i + 1));

        for (var i = k - 1; i >= 0; i--)
            tails[i] += tails[i + 1];
        var sum = tails[0];
        foreach (ref var tail in tails)
            tail /= sum;
    }

    private static void Check(int samples, int right, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, samples);
    }
}
