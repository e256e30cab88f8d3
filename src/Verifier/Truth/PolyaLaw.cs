using MathNet.Numerics;

namespace HeavySim.Verifier.Truth;

/// <summary>
/// The Dirichlet-multinomial law (Polya's urn): counts over a few outcomes, where repeated draws on one thing resemble each other more than
/// independent ones would.
/// </summary>
internal static class PolyaLaw
{
    /// <summary>The log-probability of a sequence of draws with these counts. Counts need not be whole.</summary>
    /// <param name="weights">The urn's weights, each above 0.</param>
    /// <param name="counts">How often each outcome was drawn.</param>
    public static double LogLikelihood(ReadOnlySpan<double> weights, ReadOnlySpan<double> counts)
    {
        var (sum, drawn, result) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            drawn += counts[i];
            result += LogRising(weights[i], counts[i]);
        }

        return result - LogRising(sum, drawn);
    }

    /// <summary>log(x (x + 1) … (x + n - 1)).</summary>
    public static double LogRising(double x, double n)
    {
        if (n > 64 || n != Math.Floor(n))
            return SpecialFunctions.GammaLn(x + n) - SpecialFunctions.GammaLn(x);

        var product = 1.0;
        for (var i = 0; i < n; i++)
            product *= x + i;
        return n <= 24 && product < 1e280 ? Math.Log(product) : SpecialFunctions.GammaLn(x + n) - SpecialFunctions.GammaLn(x);
    }

    /// <summary>
    /// One step of the fixed-point iteration for the most likely weights (Minka 2000, "Estimating a Dirichlet distribution", eq. 55), which
    /// never makes them less likely.
    /// </summary>
    /// <param name="weights">The weights so far.</param>
    /// <param name="seen">Counts with how often each was seen; not empty.</param>
    public static double[] Step(double[] weights, IEnumerable<(double[] Counts, double Weight)> seen)
    {
        var above = new double[weights.Length];
        var (below, sum) = (0.0, weights.Sum());
        foreach (var (counts, weight) in seen)
        {
            for (var i = 0; i < weights.Length; i++)
                above[i] += weight * Reciprocals(weights[i], counts[i]);
            below += weight * Reciprocals(sum, counts.Sum());
        }

        return [.. weights.Select((w, i) => w * Math.Max(above[i], 1e-12) / Math.Max(below, 1e-12))];
    }

    /// <summary>1/x + 1/(x + 1) + … : the derivative of the rising product's logarithm, for a whole number of terms.</summary>
    private static double Reciprocals(double x, double terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms; i++)
            sum += 1 / (x + i);
        return sum;
    }
}
