using HeavySim.Mathematics;

namespace HeavySim.Agents.Tools;

/// <summary>A value in a calculation: exact as long as that is possible within <see cref="Rational.MaxBits"/>, else a double.</summary>
internal readonly record struct Number
{
    private readonly double _approximation;

    private Number(Rational? exact, double approximation)
    {
        Exact = exact;
        _approximation = approximation;
    }

    /// <summary>The exact value, or null.</summary>
    public Rational? Exact { get; }

    public int Sign => Exact?.Sign ?? Math.Sign(_approximation);

    /// <exception cref="CalculationException">The value is too large even for a double.</exception>
    public static Number Of(Rational value) => value.Bounded is not null ? new Number(value, 0) : Of(value.ToDouble());

    /// <exception cref="CalculationException">The value is infinite or no number.</exception>
    public static Number Of(double value)
    {
        if (double.IsNaN(value))
            throw new CalculationException("the result is not a real number");
        if (double.IsInfinity(value))
            throw new CalculationException("the result is too large");

        return new Number(null, value);
    }

    /// <exception cref="CalculationException">The value is exact and too large for a double.</exception>
    public double ToDouble()
    {
        var value = Exact?.ToDouble() ?? _approximation;
        return double.IsFinite(value) ? value : throw new CalculationException("a number is too large for floating-point arithmetic");
    }

    public static Number operator +(Number a, Number b) =>
        a.Exact is { } x && b.Exact is { } y ? Of(x + y) : Of(a.ToDouble() + b.ToDouble());

    public static Number operator -(Number a, Number b) => a + (-b);

    public static Number operator -(Number a) => a.Exact is { } x ? Of(-x) : Of(-a._approximation);

    public static Number operator *(Number a, Number b) =>
        a.Exact is { } x && b.Exact is { } y ? Of(x * y) : Of(a.ToDouble() * b.ToDouble());

    /// <exception cref="CalculationException"><paramref name="b"/> is zero.</exception>
    public static Number operator /(Number a, Number b)
    {
        if (b.Sign == 0)
            throw new CalculationException("division by zero");

        return a.Exact is { } x && b.Exact is { } y ? Of(x / y) : Of(a.ToDouble() / b.ToDouble());
    }

    public static int Compare(Number a, Number b) =>
        a.Exact is { } x && b.Exact is { } y ? (x - y).Sign : a.ToDouble().CompareTo(b.ToDouble());

    /// <summary>The power: exact for integer exponents of bounded size, and for rational ones where the root is exact.</summary>
    /// <exception cref="CalculationException">Zero to a negative power, a negative base with a broken exponent, or too large.</exception>
    public static Number Power(Number a, Number b)
    {
        if (a.Sign == 0 && b.Sign < 0)
            throw new CalculationException("zero to a negative power");

        if (a.Exact is { } x && b.Exact is { } y)
        {
            if (x.Sign == 0 || (x.IsInteger && x.Numerator.IsOne))
                return y.Sign == 0 ? Of(new Rational(1)) : a;

            var isSmall = y.Bits <= 31 && Magnitude(y) <= Rational.MaxBits;
            if (isSmall && y.IsInteger && x.Bits * Magnitude(y) <= Rational.MaxBits + x.Bits)
                return Of(x.Power((int)y.Numerator));
            if (isSmall && !y.IsInteger && y.Denominator <= 64 && x.Root((int)y.Denominator) is { } root)
                return Power(Of(root), Of(new Rational(y.Numerator)));

            // Too large to hold exactly. The sign is settled here, as a double may round the exponent's last bit away.
            if (y.IsInteger && x.Sign < 0)
                return y.Numerator.IsEven ? Power(-a, b) : -Power(-a, b);
            if (x.Sign > 0 && !double.IsNormal(x.ToDouble()))
                return Of(Math.Exp(y.ToDouble() * x.Log()));
        }

        return Of(Math.Pow(a.ToDouble(), b.ToDouble()));
    }

    private static double Magnitude(Rational value) => Math.Abs((double)value.Numerator);
}
