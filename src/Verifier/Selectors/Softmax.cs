namespace HeavySim.Verifier;

/// <summary>Sums of exponentials that neither overflow nor vanish.</summary>
internal static class Softmax
{
    /// <summary>exp(s_i) / Σ_j exp(s_j).</summary>
    public static double[] Of(IReadOnlyList<double> scores)
    {
        var top = scores.Max();
        var result = new double[scores.Count];
        var sum = 0.0;
        for (var i = 0; i < result.Length; i++)
            sum += result[i] = Math.Exp(scores[i] - top);
        for (var i = 0; i < result.Length; i++)
            result[i] /= sum;

        return result;
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    public static double LogAdd(double a, double b)
    {
        var top = Math.Max(a, b);
        return double.IsNegativeInfinity(top) ? top : top + Math.Log(Math.Exp(a - top) + Math.Exp(b - top));
    }
}
