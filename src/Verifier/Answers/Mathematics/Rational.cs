using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>An exact fraction in lowest terms with a positive denominator, of bounded size: what would grow past the bound is null.</summary>
internal readonly record struct Rational
{
    /// <summary>Bits of numerator or denominator beyond which a result is given up: room for 1000!, and every operation stays cheap.</summary>
    public const int MaxBits = 16_384;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsInteger => Denominator.IsOne;

    public bool IsZero => Numerator.IsZero;

    public static Rational Zero { get; } = new(BigInteger.Zero, BigInteger.One);

    public static Rational One { get; } = new(BigInteger.One, BigInteger.One);

    public static Rational Of(long value) => new(value, BigInteger.One);

    /// <summary>The fraction in lowest terms, or null when the denominator is zero or a part is too large.</summary>
    public static Rational? Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero || numerator.GetBitLength() > 2 * MaxBits || denominator.GetBitLength() > 2 * MaxBits)
            return null;

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            divisor = -divisor;
        numerator /= divisor;
        denominator /= divisor;
        return numerator.GetBitLength() > MaxBits || denominator.GetBitLength() > MaxBits ? null : new Rational(numerator, denominator);
    }

    public Rational? Plus(Rational other) =>
        Of((Numerator * other.Denominator) + (other.Numerator * Denominator), Denominator * other.Denominator);

    public Rational? Times(Rational other) => Of(Numerator * other.Numerator, Denominator * other.Denominator);

    public Rational? DividedBy(Rational other) => Of(Numerator * other.Denominator, Denominator * other.Numerator);

    public Rational Negated() => new(-Numerator, Denominator);

    /// <summary>An integer power, or null for 0 to a negative power and for what would be too large.</summary>
    public Rational? ToPower(int exponent)
    {
        var bits = Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength());
        if (bits > 1 && bits * Math.Abs((long)exponent) > MaxBits + bits)
            return null;
        if (exponent < 0)
            return One.DividedBy(this)?.ToPower(-exponent);

        return Of(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));
    }

    /// <summary>The real root when it is rational; null otherwise, and for even roots of negative numbers.</summary>
    public Rational? Root(int degree)
    {
        if (degree is < 1 or > 64 || (Numerator.Sign < 0 && degree % 2 == 0))
            return null;

        return IntegerRoot(BigInteger.Abs(Numerator), degree) is { } top && IntegerRoot(Denominator, degree) is { } bottom
            ? new Rational(Numerator.Sign < 0 ? -top : top, bottom)
            : null;
    }

    /// <summary>The nearest double; infinite when out of range.</summary>
    public double ToDouble()
    {
        // Scale so that both parts convert without overflow and no digit is lost.
        var shift = (int)(Numerator.GetBitLength() - Denominator.GetBitLength());
        var scaled = shift > 64 ? Numerator / (Denominator << (shift - 64)) : (Numerator << (64 - shift)) / Denominator;
        return Math.ScaleB((double)scaled, shift - 64);
    }

    public override string ToString() => IsInteger ? Numerator.ToString() : $"{Numerator}/{Denominator}";

    private static BigInteger? IntegerRoot(BigInteger value, int degree)
    {
        if (value.IsZero || value.IsOne || degree == 1)
            return value;

        // Newton from above: each step halves the error's bits, so bounded sizes take bounded steps.
        var guess = BigInteger.One << (int)((value.GetBitLength() / degree) + 1);
        while (true)
        {
            var next = (((degree - 1) * guess) + (value / BigInteger.Pow(guess, degree - 1))) / degree;
            if (next >= guess)
                break;
            guess = next;
        }

        return BigInteger.Pow(guess, degree) == value ? guess : null;
    }
}
