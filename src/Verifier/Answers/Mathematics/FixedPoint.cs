using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// A real number in units of 2^-320, about 96 decimals: what two formulas of constants differ in shows here long before doubles see it.
/// The functions are Taylor series after the argument is made small; each is right to some hundred units.
/// </summary>
/// <param name="Units">How many units.</param>
internal readonly record struct FixedPoint(BigInteger Units)
{
    public const int Bits = 320;

    /// <summary>The largest argument of <see cref="Exp"/>, to either side.</summary>
    private const int MaxExponent = 400;

    /// <summary>How often arguments are halved before a series.</summary>
    private const int Halvings = 8;

    private static readonly BigInteger Unit = BigInteger.One << Bits;

    /// <summary>The logarithm of two: 2 artanh(1/3).</summary>
    private static readonly BigInteger Ln2 = 2 * Artanh(Unit / 3);

    /// <summary>The half circle, by Machin's formula (1706): π/4 = 4 arctan(1/5) - arctan(1/239).</summary>
    public static readonly FixedPoint Pi = new(4 * ((4 * ArctanSeries(Unit / 5)) - ArctanSeries(Unit / 239)));

    public static FixedPoint One => new(Unit);

    public bool IsNegative => Units.Sign < 0;

    public static FixedPoint Of(Rational value) => new((value.Numerator << Bits) / value.Denominator);

    public static FixedPoint operator -(FixedPoint value) => new(-value.Units);

    public static FixedPoint operator +(FixedPoint left, FixedPoint right) => new(left.Units + right.Units);

    public static FixedPoint operator -(FixedPoint left, FixedPoint right) => new(left.Units - right.Units);

    public static FixedPoint operator *(FixedPoint left, FixedPoint right) => new((left.Units * right.Units) >> Bits);

    /// <summary>A quotient. The divisor is not zero.</summary>
    public static FixedPoint operator /(FixedPoint left, FixedPoint right) => new((left.Units << Bits) / right.Units);

    public FixedPoint Abs() => new(BigInteger.Abs(Units));

    /// <summary>The nearest double.</summary>
    public double ToDouble() => new Rational(Units, Unit).ToDouble();

    /// <summary>The n-th root of a number that is not negative, by Newton's method from above.</summary>
    public FixedPoint Root(int degree) => new(Root(Units << (Bits * (degree - 1)), degree));

    /// <summary>e^x, or null where it is beyond what is kept.</summary>
    public FixedPoint? Exp()
    {
        if (BigInteger.Abs(Units) > MaxExponent * Unit)
            return null;

        var times = (int)Floor(Units, Ln2);
        var rest = (Units - (times * Ln2)) >> Halvings;
        var sum = Unit;
        var term = Unit;
        for (var n = 1; !term.IsZero; n++)
        {
            term = ((term * rest) >> Bits) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = (sum * sum) >> Bits;
        return new(times >= 0 ? sum << times : sum >> -times);
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public FixedPoint Ln()
    {
        var shift = (int)Units.GetBitLength() - Bits;
        var near = shift >= 0 ? Units >> shift : Units << -shift;
        return new((2 * Artanh(((near - Unit) << Bits) / (near + Unit))) + (shift * Ln2));
    }

    public FixedPoint Sin() => Quarter(0);

    public FixedPoint Cos() => Quarter(1);

    public FixedPoint Arctan()
    {
        if (IsNegative)
            return -(-this).Arctan();
        if (Units > Unit)
            return new FixedPoint(Pi.Units / 2) - (One / this).Arctan();

        // arctan x = 2 arctan(x / (1 + √(1 + x²))), twice.
        var half = Halved(Halved(this));
        return new(4 * ArctanSeries(half.Units));

        static FixedPoint Halved(FixedPoint x) => x / (One + (One + (x * x)).Root(2));
    }

    /// <summary>The largest integer that is not above.</summary>
    public BigInteger Floor() => Floor(Units, Unit);

    /// <summary>The sine of this and some quarters of a circle.</summary>
    private FixedPoint Quarter(int quarters)
    {
        var quarter = Pi.Units / 2;
        var times = Floor(Units, quarter);
        var rest = Units - (times * quarter);
        var square = (rest * rest) >> Bits;
        var which = (int)(((times + quarters) % 4) + 4) % 4;
        var isSine = which % 2 == 0;
        var term = isSine ? rest : Unit;
        var sum = term;
        for (var n = isSine ? 2 : 1; !term.IsZero; n += 2)
        {
            term = -(((term * square) >> Bits) / (n * (n + 1)));
            sum += term;
        }

        return new(which >= 2 ? -sum : sum);
    }

    private static BigInteger Artanh(BigInteger x) => Odd(x, sign: 1);

    private static BigInteger ArctanSeries(BigInteger x) => Odd(x, sign: -1);

    /// <summary>x ± x³/3 + x⁵/5 ± ..., for small x.</summary>
    private static BigInteger Odd(BigInteger x, int sign)
    {
        var square = (x * x) >> Bits;
        var power = x;
        var sum = x;
        for (var n = 3; BigInteger.Abs(power) > 1; n += 2)
        {
            power = ((power * square) >> Bits) * sign;
            sum += power / n;
        }

        return sum;
    }

    private static BigInteger Floor(BigInteger value, BigInteger unit)
    {
        var quotient = BigInteger.DivRem(value, unit, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The largest integer whose power is not above, by Newton's method from above.</summary>
    private static BigInteger Root(BigInteger value, int degree)
    {
        if (value.IsZero)
            return value;

        var root = BigInteger.One << (int)((value.GetBitLength() / degree) + 1);
        while (true)
        {
            var next = (((degree - 1) * root) + (value / BigInteger.Pow(root, degree - 1))) / degree;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
