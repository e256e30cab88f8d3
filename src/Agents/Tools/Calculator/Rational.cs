using System.Numerics;

namespace HeavySim.Agents.Tools;

/// <summary>A fraction in lowest terms with a positive denominator.</summary>
internal readonly record struct Rational
{
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            divisor = -divisor;

        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public Rational(BigInteger integer)
    {
        Numerator = integer;
        Denominator = BigInteger.One;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsInteger => Denominator.IsOne;

    public int Sign => Numerator.Sign;

    /// <summary>Bits of the larger part.</summary>
    public long Bits => Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength());

    public static Rational operator +(Rational a, Rational b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + (-b);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>To the nearest integer, halves away from zero.</summary>
    public BigInteger Round()
    {
        var magnitude = ((2 * BigInteger.Abs(Numerator)) + Denominator) / (2 * Denominator);
        return Sign < 0 ? -magnitude : magnitude;
    }

    /// <summary>The power with an integer exponent; the caller has bounded its size and kept zero from a negative exponent.</summary>
    public Rational Power(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent))
        : new(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent));

    /// <summary>The nearest double, or nearly so: 64 bits of the quotient are taken, however large the parts are.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
            return 0;

        var shift = (int)(64 - (Numerator.GetBitLength() - Denominator.GetBitLength()));
        var scaled = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift);
    }

    public double Log() => BigInteger.Log(Numerator) - BigInteger.Log(Denominator);

    /// <summary>The exact root, or null when it is irrational.</summary>
    public Rational? Root(int degree) =>
        RootOf(Numerator, degree) is { } numerator && RootOf(Denominator, degree) is { } denominator ? new Rational(numerator, denominator) : null;

    private static BigInteger? RootOf(BigInteger value, int degree)
    {
        if (value.Sign < 0)
            return degree % 2 == 1 ? -RootOf(-value, degree) : null;
        if (value.IsZero || value.IsOne)
            return value;

        // Newton from above falls strictly until it reaches the floor of the root.
        var root = BigInteger.One << (int)((value.GetBitLength() / degree) + 1);
        while (true)
        {
            var next = (((degree - 1) * root) + (value / BigInteger.Pow(root, degree - 1))) / degree;
            if (next >= root)
                return BigInteger.Pow(root, degree) == value ? root : null;

            root = next;
        }
    }
}
