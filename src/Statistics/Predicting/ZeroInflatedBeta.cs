using MathNet.Numerics;

namespace HeavySim.Statistics.Predicting;

/// <summary>
/// How the chance p of one right sample varies over problems: with probability <paramref name="ZeroShare"/> it is 0, else it is
/// Beta(<paramref name="Alpha"/>, <paramref name="Beta"/>). Alpha is the exponent with which the rest falls: 1 - pass@k ~ k^-alpha
/// (Schaeffer et al. 2025, arXiv:2502.17578).
/// </summary>
/// <param name="ZeroShare">The share of problems that no number of samples solves, in 0..1.</param>
/// <param name="Alpha">Positive.</param>
/// <param name="Beta">Positive.</param>
internal sealed record ZeroInflatedBeta(double ZeroShare, double Alpha, double Beta)
{
    /// <summary>The mean of p: expected pass@1.</summary>
    public double Mean => (1 - ZeroShare) * Alpha / (Alpha + Beta);

    /// <summary>Expected pass@k = (1 - zero)·(1 - B(α, β+k)/B(α, β)).</summary>
    public double Pass(double k) => (1 - ZeroShare) * -SpecialFunctions.Expm1(LogRising(Beta, k) - LogRising(Alpha + Beta, k));

    /// <summary>ln P(c of n samples are right), without the binomial coefficient.</summary>
    public double LogLikelihood(int samples, int right)
    {
        var drawn = Math.Log(1 - ZeroShare) + LogRising(Alpha, right) + LogRising(Beta, samples - right) - LogRising(Alpha + Beta, samples);
        if (right > 0 || ZeroShare <= 0)
            return drawn;

        var (more, less) = drawn > Math.Log(ZeroShare) ? (drawn, Math.Log(ZeroShare)) : (Math.Log(ZeroShare), drawn);
        return more + SpecialFunctions.Log1p(Math.Exp(less - more));
    }

    /// <summary>ln Γ(x+n)/Γ(x), the rising factorial; a product where n is small, so that a small x keeps its precision.</summary>
    internal static double LogRising(double x, double n)
    {
        if (n == 0)
            return 0;
        if (n > 64 || n != Math.Floor(n))
            return SpecialFunctions.GammaLn(x + n) - SpecialFunctions.GammaLn(x);

        var (log, product) = (0.0, 1.0);
        for (var i = 0; i < n; i++)
        {
            product *= x + i;
            if (product is > 1e200 or < 1e-200)
                (log, product) = (log + Math.Log(product), 1);
        }

        return log + Math.Log(product);
    }
}
