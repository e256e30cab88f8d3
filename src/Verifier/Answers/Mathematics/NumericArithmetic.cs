using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Complex floating-point arithmetic with bounds of error, with a fixed real value for every variable. Overflow and underflow have no
/// value.
/// </summary>
/// <param name="salt">Which point.</param>
/// <param name="from">The least value of a variable.</param>
/// <param name="to">The largest.</param>
/// <param name="isWhole">Whether values are whole numbers.</param>
internal sealed class NumericArithmetic(long salt, double from = 0.25, double to = 1.75, bool isWhole = false) : IArithmetic<Measured>
{
    public Measured? Number(Rational value) => Measured.Of(value.ToDouble(), 0, value.IsZero);

    public Measured? Variable(string name)
    {
        var value = from + ((to - from) * RandomKey.Of(salt).With(name).Open().NextDouble());
        return Measured.Of(isWhole ? Math.Floor(value) : value, 0, isZero: true);
    }

    public Measured? Constant(string name) => name switch
    {
        "pi" => Measured.Of(Math.PI, 0),
        "e" => Measured.Of(Math.E, 0),
        "i" => new Measured(Complex.ImaginaryOne, 0),
        _ => null,
    };

    public Measured? Negate(Measured value) => value with { Value = -value.Value };

    public Measured? Add(Measured left, Measured right) =>
        Measured.Of(left.Value + right.Value, left.Error + right.Error, isZero: true);

    public Measured? Multiply(Measured left, Measured right) => Measured.Of(
        left.Value * right.Value, (left.Size * right.Error) + (right.Size * left.Error),
        left.Value == Complex.Zero || right.Value == Complex.Zero);

    /// <summary>A quotient; what is zero but for rounding divides nothing, so tan 90° has no value.</summary>
    public Measured? Divide(Measured left, Measured right)
    {
        if (right.IsZero)
            return null;

        var value = left.Value / right.Value;
        return Measured.Of(value, (left.Error + (Complex.Abs(value) * right.Error)) / right.Size, left.Value == Complex.Zero);
    }

    public Measured? Power(Measured value, int exponent)
    {
        if (exponent < 0 && value.IsZero)
            return null;

        // By squaring: Complex.Pow goes through logarithms and loses the last digits.
        var result = Complex.One;
        var square = value.Value;
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
                result *= square;
            square *= square;
        }

        if (exponent < 0)
            result = Complex.One / result;
        var relative = value.Size == 0 ? 0 : Math.Abs((double)exponent) * ((value.Error / value.Size) + Measured.Unit);
        return Measured.Of(result, Complex.Abs(result) * relative, value.Value == Complex.Zero);
    }

    public Measured? Power(Measured value, Measured exponent)
    {
        if (value.Value == Complex.Zero)
            return exponent.Value.Real > 0 ? new Measured(Complex.Zero, 0) : null;

        var result = value.IsReal && exponent.IsReal && value.Value.Real > 0
            ? Math.Pow(value.Value.Real, exponent.Value.Real)
            : Complex.Pow(value.Value, exponent.Value);
        var logarithm = Complex.Abs(Complex.Log(value.Value));
        return Measured.Of(result, Complex.Abs(result) * (
            (exponent.Size * value.Error / value.Size) + (logarithm * exponent.Error) + (Measured.Unit * exponent.Size * logarithm)));
    }

    public Measured? Apply(MathFunction function, Measured argument, Measured? parameter) => function switch
    {
        MathFunction.Root => Root(argument, parameter),
        MathFunction.Ln => Log(argument),
        MathFunction.Log => Log(argument) is { } top && Log(parameter ?? new Measured(10, 0)) is { } bottom ? Divide(top, bottom) : null,
        MathFunction.Exp => Exp(argument),
        MathFunction.Abs => new Measured(argument.Size, argument.Error),
        MathFunction.Sin => Sin(argument),
        MathFunction.Cos => Cos(argument),
        MathFunction.Tan => Quotient(Sin(argument), Cos(argument)),
        MathFunction.Cot => Quotient(Cos(argument), Sin(argument)),
        MathFunction.Sec => Quotient(new Measured(1, 0), Cos(argument)),
        MathFunction.Csc => Quotient(new Measured(1, 0), Sin(argument)),
        MathFunction.Arctan => Smooth(
            argument.IsReal ? Math.Atan(argument.Value.Real) : Complex.Atan(argument.Value),
            argument with { Error = argument.Error / Math.Max(1, argument.IsReal ? argument.Size * argument.Size : 1) }),
        MathFunction.Sinh => Hyperbolic(Complex.Sinh(argument.Value), argument),
        MathFunction.Cosh => Hyperbolic(Complex.Cosh(argument.Value), argument),
        MathFunction.Tanh => Smooth(Complex.Tanh(argument.Value), argument),
        MathFunction.Coth => Quotient(
            Hyperbolic(Complex.Cosh(argument.Value), argument), Hyperbolic(Complex.Sinh(argument.Value), argument)),
        MathFunction.Sech => Quotient(new Measured(1, 0), Hyperbolic(Complex.Cosh(argument.Value), argument)),
        MathFunction.Csch => Quotient(new Measured(1, 0), Hyperbolic(Complex.Sinh(argument.Value), argument)),
        _ when !argument.IsReal || parameter is { IsReal: false } => null,
        MathFunction.Arsinh => Smooth(Math.Asinh(argument.Value.Real), argument),
        MathFunction.Arcosh when argument.Value.Real > 1 =>
            Measured.Of(Math.Acosh(argument.Value.Real), argument.Error / Math.Sqrt(argument.Value.Real - 1), isZero: true),
        MathFunction.Artanh when argument.Size < 1 =>
            Measured.Of(Math.Atanh(argument.Value.Real), argument.Error / (1 - argument.Size), isZero: true),
        MathFunction.Arccot => Smooth((Math.PI / 2) - Math.Atan(argument.Value.Real), argument),
        MathFunction.Arcsec when argument.Size >= 1 => Smooth(Math.Acos(1 / argument.Value.Real), argument),
        MathFunction.Arccsc when argument.Size >= 1 => Smooth(Math.Asin(1 / argument.Value.Real), argument),
        MathFunction.Factorial => Gamma(argument with { Value = argument.Value + 1 }),
        MathFunction.Choose when parameter is { } chosen => Choose(argument, chosen),
        MathFunction.Max when parameter is { } other => argument.Value.Real >= other.Value.Real ? argument : other,
        MathFunction.Min when parameter is { } other => argument.Value.Real <= other.Value.Real ? argument : other,
        MathFunction.Mod when parameter is { IsZero: false } divisor => Remainder(argument, divisor),
        MathFunction.Arcsin => Smooth(Math.Asin(argument.Value.Real), argument),
        MathFunction.Arccos => Smooth(Math.Acos(argument.Value.Real), argument),
        // A value that is an integer but for rounding is that integer.
        MathFunction.Floor => new Measured(Math.Floor(argument.Value.Real + 1e-9), 0),
        MathFunction.Ceiling => new Measured(Math.Ceiling(argument.Value.Real - 1e-9), 0),
        _ => null,
    };

    /// <summary>The factorials between the integers.</summary>
    private static Measured? Gamma(Measured argument)
    {
        const double Largest = 170;
        // Below zero it has poles, and near one no digits.
        if (argument.Value.Real is <= 0 or > Largest)
            return null;

        var value = MathNet.Numerics.SpecialFunctions.Gamma(argument.Value.Real);
        var relative = 1e-13 + (argument.Error * (1 + Math.Abs(Math.Log(argument.Value.Real)) + (1 / argument.Value.Real)));
        return Measured.Of(value, Math.Abs(value) * relative);
    }

    private Measured? Choose(Measured all, Measured chosen)
    {
        Measured? Factorial(Measured? value) => value is { } n ? Gamma(n with { Value = n.Value + 1 }) : null;

        return Add(all, chosen with { Value = -chosen.Value }) is { } rest
            && Factorial(chosen) is { } below && Factorial(rest) is { } others && Multiply(below, others) is { } product
            ? Quotient(Factorial(all), product)
            : null;
    }

    private static Measured? Remainder(Measured argument, Measured divisor)
    {
        var times = Math.Floor((argument.Value.Real / divisor.Value.Real) + 1e-12);
        var rest = argument.Value.Real - (times * divisor.Value.Real);
        return Measured.Of(rest, argument.Error + (Math.Abs(times) * (divisor.Error + Measured.Unit)), isZero: true);
    }

    private static Measured? Root(Measured argument, Measured? parameter)
    {
        if (argument.Value == Complex.Zero)
            return argument;

        var degree = parameter is null ? 2 : parameter.Value.IsReal ? parameter.Value.Value.Real : 0;
        if (degree == 0)
            return null;

        // The real root of a negative number where there is one.
        var real = argument.Value.Real;
        var root = argument.IsReal && (real >= 0 || Math.Abs(degree % 2) == 1)
            ? Math.CopySign(degree == 2 ? Math.Sqrt(Math.Abs(real)) : Math.Pow(Math.Abs(real), 1 / degree), real)
            : degree == 2 ? Complex.Sqrt(argument.Value) : Complex.Pow(argument.Value, 1 / degree);
        return Measured.Of(root, Complex.Abs(root) * argument.Error / argument.Size / Math.Abs(degree));
    }

    private static Measured? Log(Measured value)
    {
        if (value.IsZero)
            return null;

        var logarithm = value.IsReal && value.Value.Real > 0 ? Math.Log(value.Value.Real) : Complex.Log(value.Value);
        return Measured.Of(logarithm, (value.Error / value.Size) + Measured.Unit, isZero: true);
    }

    private static Measured? Exp(Measured argument)
    {
        var value = Complex.Exp(argument.Value);
        return Measured.Of(value, Complex.Abs(value) * (argument.Error + (Measured.Unit * argument.Size)));
    }

    private static Measured? Sin(Measured argument)
    {
        var value = Complex.Sin(argument.Value);
        return Measured.Of(value, argument.Error * Math.Max(1, Complex.Abs(value)), isZero: true);
    }

    private static Measured? Cos(Measured argument)
    {
        var value = Complex.Cos(argument.Value);
        return Measured.Of(value, argument.Error * Math.Max(1, Complex.Abs(value)), isZero: true);
    }

    private static Measured? Hyperbolic(Complex value, Measured argument) =>
        Measured.Of(value, argument.Error * (1 + Complex.Abs(value)), isZero: true);

    private static Measured? Smooth(Complex value, Measured argument) => Measured.Of(value, argument.Error, isZero: true);

    private Measured? Quotient(Measured? top, Measured? bottom) => top is { } over && bottom is { } under ? Divide(over, under) : null;
}
