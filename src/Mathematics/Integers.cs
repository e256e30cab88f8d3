using System.Numerics;

namespace HeavySim.Mathematics;

/// <summary>What counts arrangements, exactly.</summary>
internal static class Integers
{
    /// <summary>n!.</summary>
    public static BigInteger Factorial(int n)
    {
        var product = BigInteger.One;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    /// <summary>
    /// C(n, k) for n ≥ 0, or null when it has more than <see cref="Rational.MaxBits"/>, which is known after as many steps.
    /// </summary>
    public static BigInteger? Choose(BigInteger n, BigInteger k)
    {
        if (k.Sign < 0 || k > n)
            return BigInteger.Zero;

        k = BigInteger.Min(k, n - k);
        var product = BigInteger.One;
        for (var i = BigInteger.One; i <= k; i++)
        {
            product = product * (n - k + i) / i;
            if (product.GetBitLength() > Rational.MaxBits)
                return null;
        }

        return product;
    }
}
