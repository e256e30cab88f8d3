using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>Complex floating-point arithmetic, with a fixed real value in (0.25, 1.75) for every variable. Overflow has no value.</summary>
/// <param name="salt">Which point.</param>
internal sealed class NumericArithmetic(long salt) : IArithmetic<Complex>
{
    public Complex? Number(Rational value) => Finite(value.ToDouble());

    public Complex? Variable(string name) => 0.25 + (1.5 * RandomKey.Of(salt).With(name).Open().NextDouble());

    public Complex? Constant(string name) => name switch
    {
        "pi" => Math.PI,
        "e" => Math.E,
        "i" => Complex.ImaginaryOne,
        _ => null,
    };

    public Complex? Negate(Complex value) => -value;

    public Complex? Add(Complex left, Complex right) => Finite(left + right);

    public Complex? Multiply(Complex left, Complex right) => Finite(left * right);

    public Complex? Divide(Complex left, Complex right) => right == Complex.Zero ? null : Finite(left / right);

    public Complex? Power(Complex value, int exponent)
    {
        if (exponent < 0 && value == Complex.Zero)
            return null;

        // By squaring: Complex.Pow goes through logarithms and loses the last digits.
        var result = Complex.One;
        var square = value;
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
                result *= square;
            square *= square;
        }

        return Finite(exponent < 0 ? Complex.One / result : result);
    }

    public Complex? Power(Complex value, Complex exponent)
    {
        if (value == Complex.Zero)
            return exponent.Real > 0 ? Complex.Zero : null;

        return Finite(
            IsReal(value) && IsReal(exponent) && value.Real > 0 ? Math.Pow(value.Real, exponent.Real) : Complex.Pow(value, exponent));
    }

    public Complex? Apply(MathFunction function, Complex argument, Complex? parameter) => function switch
    {
        MathFunction.Root => Root(argument, parameter),
        MathFunction.Ln => Log(argument),
        MathFunction.Log => Log(argument) is { } top && Log(parameter ?? 10) is { } bottom ? Divide(top, bottom) : null,
        MathFunction.Exp => Finite(Complex.Exp(argument)),
        MathFunction.Abs => Complex.Abs(argument),
        MathFunction.Sin => Finite(Complex.Sin(argument)),
        MathFunction.Cos => Finite(Complex.Cos(argument)),
        MathFunction.Tan => Ratio(Complex.Sin(argument), Complex.Cos(argument)),
        MathFunction.Cot => Ratio(Complex.Cos(argument), Complex.Sin(argument)),
        MathFunction.Sec => Ratio(Complex.One, Complex.Cos(argument)),
        MathFunction.Csc => Ratio(Complex.One, Complex.Sin(argument)),
        MathFunction.Arctan => IsReal(argument) ? Math.Atan(argument.Real) : Finite(Complex.Atan(argument)),
        MathFunction.Sinh => Finite(Complex.Sinh(argument)),
        MathFunction.Cosh => Finite(Complex.Cosh(argument)),
        MathFunction.Tanh => Ratio(Complex.Sinh(argument), Complex.Cosh(argument)),
        _ when !IsReal(argument) => null,
        MathFunction.Arcsin => Finite(Math.Asin(argument.Real)),
        MathFunction.Arccos => Finite(Math.Acos(argument.Real)),
        // A value that is an integer but for rounding is that integer.
        MathFunction.Floor => Finite(Math.Floor(argument.Real + 1e-9)),
        MathFunction.Ceiling => Finite(Math.Ceiling(argument.Real - 1e-9)),
        _ => null,
    };

    private static Complex? Root(Complex argument, Complex? parameter)
    {
        if (parameter is not { } degree)
            return IsReal(argument) && argument.Real >= 0 ? Math.Sqrt(argument.Real) : Complex.Sqrt(argument);
        if (!IsReal(degree) || degree.Real == 0)
            return null;

        // The real root of a negative number where there is one.
        var odd = Math.Abs(degree.Real % 2) == 1;
        if (IsReal(argument) && (argument.Real >= 0 || odd))
            return Finite(Math.CopySign(Math.Pow(Math.Abs(argument.Real), 1 / degree.Real), argument.Real));

        return Finite(Complex.Pow(argument, 1 / degree.Real));
    }

    private static Complex? Log(Complex value) =>
        value == Complex.Zero ? null : IsReal(value) && value.Real > 0 ? Math.Log(value.Real) : Finite(Complex.Log(value));

    /// <summary>A quotient whose divisor is not zero but for rounding: tan 90° has no value.</summary>
    private static Complex? Ratio(Complex top, Complex bottom) => Complex.Abs(bottom) < 1e-12 ? null : Finite(top / bottom);

    private static bool IsReal(Complex value) => Math.Abs(value.Imaginary) <= 1e-13 * Math.Abs(value.Real) || value.Imaginary == 0;

    private static Complex? Finite(Complex value) => Complex.IsFinite(value) ? value : null;
}
