using HeavySim.Mathematics;
using MathNet.Numerics.Statistics;

namespace HeavySim.Statistics;

/// <summary>
/// Confidence intervals over problems. The problem is the unit: n samples of N problems are not n·N independent trials
/// (Miller 2024, arXiv:2411.00640).
/// </summary>
public static class Intervals
{
    /// <summary>The level used wherever none is named.</summary>
    public const double DefaultLevel = 0.95;

    /// <summary>
    /// The mean of per-problem values in 0..1: Student's t on the standard error over problems, clipped to 0..1; Wilson's interval when
    /// every value is 0 or 1, where the normal approximation fails (30 of 30 would be "100 ± 0").
    /// </summary>
    /// <param name="values">One value per problem, each in 0..1.</param>
    /// <param name="level">The confidence level, in 0..1.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Estimate OfShares(ReadOnlySpan<double> values, double level = DefaultLevel)
    {
        var successes = 0;
        foreach (var value in values)
        {
            if (value == 1)
                successes++;
            else if (value != 0)
                return Clip(OfMean(values, level));
        }

        return Wilson(successes, values.Length, level) with { StandardError = StandardError(values) };
    }

    /// <summary>The mean of values with Student's t on n-1 degrees of freedom; a single value has the whole line as its interval.</summary>
    /// <inheritdoc cref="OfShares" path="/exception"/>
    public static Estimate OfMean(ReadOnlySpan<double> values, double level = DefaultLevel)
    {
        var mean = Mean(values);
        if (StandardError(values) is not { } error)
            return new Estimate(mean, double.NegativeInfinity, double.PositiveInfinity, null);

        var reach = Quantiles.Student(level, values.Length - 1) * error;
        return new Estimate(mean, mean - reach, mean + reach, error);
    }

    /// <summary>
    /// Wilson's score interval of a proportion (Wilson 1927), for single binary runs. Its standard error is that of the plain proportion.
    /// </summary>
    /// <param name="successes">How many succeeded.</param>
    /// <param name="trials">Out of how many; at least one.</param>
    /// <param name="level">The confidence level, in 0..1.</param>
    public static Estimate Wilson(int successes, int trials, double level = DefaultLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);

        var z = Quantiles.Normal(level);
        var share = (double)successes / trials;
        var spread = z * z / trials;
        var centre = (share + (spread / 2)) / (1 + spread);
        var reach = z * Math.Sqrt((share * (1 - share) / trials) + (spread / (4 * trials))) / (1 + spread);
        var low = successes == 0 ? 0 : centre - reach;
        var high = successes == trials ? 1 : centre + reach;
        return new Estimate(share, low, high, Math.Sqrt(share * (1 - share) / trials));
    }

    /// <summary>An interval of a figure that cannot leave 0..1.</summary>
    internal static Estimate Clip(Estimate estimate) =>
        estimate with { Low = Math.Max(0, estimate.Low), High = Math.Min(1, estimate.High) };

    /// <summary>
    /// The mean of values that come in clusters (families of problems, paraphrases): standard error
    /// (1/N)·√(G/(G-1)·Σ_g(Σ_{i∈g}(x_i - x̄))²) over G clusters, Student's t on G-1 degrees of freedom (Miller 2024, arXiv:2411.00640, with
    /// the factor G/(G-1) for few clusters).
    /// </summary>
    /// <param name="values">One value per problem.</param>
    /// <param name="clusters">The cluster of each problem, by any number.</param>
    /// <param name="level">The confidence level, in 0..1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no value.</exception>
    public static Estimate OfClusters(ReadOnlySpan<double> values, ReadOnlySpan<int> clusters, double level = DefaultLevel)
    {
        if (values.Length != clusters.Length)
            throw new ArgumentException("Every value needs its cluster.", nameof(clusters));

        var mean = Mean(values);
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < values.Length; i++)
            sums[clusters[i]] = sums.GetValueOrDefault(clusters[i]) + (values[i] - mean);
        if (sums.Count < 2)
            return new Estimate(mean, double.NegativeInfinity, double.PositiveInfinity, null);

        var squares = 0.0;
        foreach (var sum in sums.Values)
            squares += sum * sum;
        var error = Math.Sqrt(squares * sums.Count / (sums.Count - 1)) / values.Length;
        var reach = Quantiles.Student(level, sums.Count - 1) * error;
        return new Estimate(mean, mean - reach, mean + reach, error);
    }

    /// <summary>The mean of the values.</summary>
    /// <inheritdoc cref="OfShares" path="/exception"/>
    public static double Mean(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("A mean needs at least one value.", nameof(values));

        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>A value with what the middle 95 % of its bootstrap worlds span.</summary>
    /// <param name="value">The value.</param>
    /// <param name="worlds">The same value in every world, at least two; sorted by this.</param>
    internal static Estimate OfWorlds(double value, double[] worlds)
    {
        Array.Sort(worlds);
        return new Estimate(value, NearestRank.Of(worlds, .025), NearestRank.Of(worlds, .975), ArrayStatistics.StandardDeviation(worlds));
    }

    /// <summary>The standard error of the mean, sd/√N with N-1 in the variance; null for fewer than two values.</summary>
    public static double? StandardError(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return null;

        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }
}
