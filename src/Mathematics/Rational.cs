using System.Numerics;

namespace HeavySim.Mathematics;

/// <summary>A fraction in lowest terms with a positive denominator. Its size is the caller's to bound: see <see cref="Bounded"/>.</summary>
internal readonly record struct Rational
{
    /// <summary>
    /// Bits of a part, about 4,900 digits, beyond which a value is given up: room for 1000!, and every operation stays cheap.
    /// </summary>
    public const int MaxBits = 1 << 14;

    /// <summary>The fraction in lowest terms; the denominator is not zero.</summary>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            divisor = -divisor;

        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>A whole number.</summary>
    public Rational(BigInteger integer)
    {
        Numerator = integer;
        Denominator = BigInteger.One;
    }

    /// <summary>The part with the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The positive part.</summary>
    public BigInteger Denominator { get; }

    /// <summary>Whether it is a whole number.</summary>
    public bool IsInteger => Denominator.IsOne;

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Bits of the larger part.</summary>
    public long Bits => Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength());

    /// <summary>The value, or null when it has more than <see cref="MaxBits"/>.</summary>
    public Rational? Bounded => Bits <= MaxBits ? this : null;

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => new(value);

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + (-b);

    /// <summary>The opposite.</summary>
    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    /// <summary>The product.</summary>
    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>The quotient; the divisor is not zero.</summary>
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>The largest integer that is not above it.</summary>
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

    /// <summary>
    /// The nearest double, or nearly so, and infinite out of range: 64 bits of the quotient are taken, however large the parts are.
    /// </summary>
    public double ToDouble()
    {
        var shift = (int)(64 - (Numerator.GetBitLength() - Denominator.GetBitLength()));
        var scaled = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift);
    }

    /// <summary>The natural logarithm, also of what no double holds.</summary>
    public double Log() => BigInteger.Log(Numerator) - BigInteger.Log(Denominator);

    /// <summary>The exact real root, or null when it is irrational or there is none.</summary>
    /// <param name="degree">At least 1.</param>
    public Rational? Root(int degree) =>
        RootOf(Numerator, degree) is { } numerator && RootOf(Denominator, degree) is { } denominator
            ? new Rational(numerator, denominator)
            : null;

    public override string ToString() => IsInteger ? Numerator.ToString() : $"{Numerator}/{Denominator}";

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
