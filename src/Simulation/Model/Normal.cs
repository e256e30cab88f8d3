using MathNet.Numerics;

namespace HeavySim.Simulation;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>The quantile; 0 and 1 give ±8, beyond which nothing is ever drawn.</summary>
    public static double Quantile(double probability) =>
        Math.Clamp(-Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability), -8, 8);
}
