namespace HeavySim.Statistics.Comparing;

/// <summary>
/// The curve of one problem against tokens instead of samples, so that systems whose samples cost differently can be compared at equal
/// expense. k samples cost k times the mean tokens per sample of the whole system, so that one expense is one k on every problem.
/// </summary>
/// <param name="curve">Accuracy with 1, 2, ... samples.</param>
/// <param name="tokensPerSample">Mean tokens of one of the system's samples over all problems, positive.</param>
internal sealed class TokenAxis(IReadOnlyList<double> curve, double tokensPerSample)
{
    /// <summary>Tokens of all samples together: the curve ends there.</summary>
    public double Most => curve.Count * tokensPerSample;

    /// <summary>Tokens of one sample: the curve begins there.</summary>
    public double Least => tokensPerSample;

    /// <summary>
    /// Accuracy at an expense, linear between whole samples: the expectation of a system that mixes the two neighbouring k so as to spend
    /// that much on average. Null outside of <see cref="Least"/>..<see cref="Most"/>: nothing is extrapolated.
    /// </summary>
    public double? At(double tokens)
    {
        var k = tokens / tokensPerSample;
        // The ends are reached by a quotient that may miss them by a bit.
        if (curve.Count == 0 || !(k >= 1 - 1e-9) || k > curve.Count + 1e-9)
            return null;

        k = Math.Clamp(k, 1, curve.Count);
        var below = Math.Min((int)k, curve.Count - 1);
        if (below < 1)
            return curve[0];
        var fraction = k - below;
        return (curve[below - 1] * (1 - fraction)) + (curve[below] * fraction);
    }
}
