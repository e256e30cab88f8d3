using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Arithmetic modulo the Mersenne prime 2^61 - 1, with a fixed residue for every variable. Two rational functions with rational
/// coefficients are equal exactly when they agree at random points, up to a chance of about degree / 2^61 (Schwartz 1980, Zippel 1979):
/// so a value at a few points is a canonical form that no ordering, expansion or cancelling can change, and nothing is rounded.
/// </summary>
/// <param name="salt">Which point: every variable has its value there.</param>
/// <param name="fixedName">A variable with a given value instead of the point's, or null.</param>
/// <param name="fixedValue">That value.</param>
internal sealed class ResidueArithmetic(long salt, string? fixedName = null, ulong fixedValue = 0) : IArithmetic<ulong>
{
    private const ulong Prime = (1UL << 61) - 1;

    public ulong? Number(Rational value) => Divide(Reduce(value.Numerator), Reduce(value.Denominator));

    public ulong? Variable(string name) => (name == fixedName ? fixedValue : RandomKey.Of(salt).With(name).Open().NextBits()) % Prime;

    public ulong? Constant(string name) => null;

    public ulong? Negate(ulong value) => value == 0 ? 0 : Prime - value;

    public ulong? Add(ulong left, ulong right) => (left + right) % Prime;

    public ulong? Multiply(ulong left, ulong right) => Times(left, right);

    public ulong? Divide(ulong left, ulong right) => right == 0 ? null : Times(left, Raise(right, Prime - 2));

    public ulong? Power(ulong value, int exponent)
    {
        if (exponent >= 0)
            return Raise(value, (ulong)exponent);

        return value == 0 ? null : Raise(Raise(value, Prime - 2), (ulong)-(long)exponent);
    }

    public ulong? Power(ulong value, ulong exponent) => null;

    /// <summary>Of the functions only "n choose k" is rational: for a k that is a number, it is a polynomial in n.</summary>
    public ulong? Apply(MathFunction function, ulong argument, ulong? parameter)
    {
        const ulong Most = 64;
        if (function != MathFunction.Choose || parameter is not { } chosen || chosen > Most)
            return null;

        ulong? value = 1;
        for (ulong k = 0; k < chosen && value is { } sofar; k++)
            value = Divide(Times(sofar, (argument + Prime - k) % Prime), k + 1);
        return value;
    }

    private static ulong Reduce(BigInteger value)
    {
        var residue = value % Prime;
        return (ulong)(residue.Sign < 0 ? residue + Prime : residue);
    }

    private static ulong Times(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        // 2^61 is 1 here, so the bits above 61 are added to those below.
        var sum = (low & Prime) + ((high << 3) | (low >> 61));
        return sum >= Prime ? sum - Prime : sum;
    }

    private static ulong Raise(ulong value, ulong exponent)
    {
        var result = 1UL;
        for (var square = value; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = Times(result, square);
            square = Times(square, square);
        }

        return result;
    }
}
