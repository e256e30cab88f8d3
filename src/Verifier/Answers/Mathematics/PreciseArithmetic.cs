using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Real numbers to some ninety decimals, for what has no variables. What is complex, tiny or huge on the way, or a function seldom seen in
/// a constant, has no value here: <see cref="NumericArithmetic"/> has.
/// </summary>
internal sealed class PreciseArithmetic : IArithmetic<FixedPoint>
{
    /// <summary>Below this size a number has too few digits left to be divided by, or to take a logarithm of.</summary>
    private static readonly BigInteger Least = BigInteger.One << (FixedPoint.Bits / 2);

    /// <summary>How far from an integer a value may be and still be it.</summary>
    private static readonly FixedPoint Hair = new(BigInteger.One << (FixedPoint.Bits / 3));

    private static readonly FixedPoint Half = FixedPoint.Of(new Rational(1, 2));

    public FixedPoint? Number(Rational value) =>
        Bounded(FixedPoint.Of(value)) is { } near && (value.IsZero || IsWorthy(near)) ? near : null;

    public FixedPoint? Variable(string name) => null;

    public FixedPoint? Constant(string name) => name switch
    {
        "pi" => FixedPoint.Pi,
        "e" => FixedPoint.One.Exp(),
        _ => null,
    };

    public FixedPoint? Negate(FixedPoint value) => -value;

    public FixedPoint? Add(FixedPoint left, FixedPoint right) => left + right;

    public FixedPoint? Multiply(FixedPoint left, FixedPoint right) => Bounded(left * right);

    public FixedPoint? Divide(FixedPoint left, FixedPoint right) => IsWorthy(right) ? Bounded(left / right) : null;

    public FixedPoint? Power(FixedPoint value, int exponent)
    {
        if (exponent < 0 && !IsWorthy(value))
            return null;

        var result = FixedPoint.One;
        var square = exponent < 0 ? FixedPoint.One / value : value;
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
                result *= square;
            if (Bounded(result) is null || (left > 1 && Bounded(square) is null))
                return null;
            square *= square;
        }

        return result;
    }

    public FixedPoint? Power(FixedPoint value, FixedPoint exponent) => Ln(value) is { } logarithm ? Exp(exponent * logarithm) : null;

    public FixedPoint? Apply(MathFunction function, FixedPoint argument, FixedPoint? parameter) => function switch
    {
        MathFunction.Root => Root(argument, parameter),
        MathFunction.Ln => Ln(argument),
        MathFunction.Log => Ln(argument) is { } top && Ln(parameter ?? FixedPoint.Of(10)) is { } bottom ? Divide(top, bottom) : null,
        MathFunction.Exp => Exp(argument),
        MathFunction.Abs => argument.Abs(),
        MathFunction.Sin => argument.Sin(),
        MathFunction.Cos => argument.Cos(),
        MathFunction.Tan => Divide(argument.Sin(), argument.Cos()),
        MathFunction.Cot => Divide(argument.Cos(), argument.Sin()),
        MathFunction.Sec => Divide(FixedPoint.One, argument.Cos()),
        MathFunction.Csc => Divide(FixedPoint.One, argument.Sin()),
        MathFunction.Arctan => argument.Arctan(),
        MathFunction.Arcsin => Arcsin(argument),
        MathFunction.Arccos => Arcsin(argument) is { } angle ? (FixedPoint.Pi * Half) - angle : null,
        MathFunction.Sinh => Exp(argument) is { } up && Exp(-argument) is { } down ? (up - down) * Half : null,
        MathFunction.Cosh => Exp(argument) is { } up && Exp(-argument) is { } down ? (up + down) * Half : null,
        MathFunction.Tanh when argument.IsNegative => Apply(function, -argument, parameter) is { } mirrored ? -mirrored : null,
        MathFunction.Tanh => Exp(argument + argument) is { } twice ? Divide(twice - FixedPoint.One, twice + FixedPoint.One) : null,
        MathFunction.Floor => Integer((argument + Hair).Floor()),
        MathFunction.Ceiling => Integer(-(-argument + Hair).Floor()),
        _ => null,
    };

    private static FixedPoint? Integer(BigInteger value) => FixedPoint.Of(new Rational(value));

    private static FixedPoint? Ln(FixedPoint value) => !value.IsNegative && IsWorthy(value) ? value.Ln() : null;

    private static FixedPoint? Exp(FixedPoint value) => value.Exp() is { } result && IsWorthy(result) ? result : null;

    /// <summary>The real root, also of a negative number where its degree is odd.</summary>
    private static FixedPoint? Root(FixedPoint argument, FixedPoint? parameter)
    {
        const int MostDegree = 16;
        var degree = parameter is { } given ? given.Floor() : 2;
        if (degree < 1 || degree > MostDegree || (parameter is { } exact && exact != FixedPoint.Of(new Rational(degree)))
            || (argument.IsNegative && degree.IsEven))
            return null;

        var root = argument.Abs().Root((int)degree);
        return argument.IsNegative ? -root : root;
    }

    /// <summary>arcsin x = 2 arctan(x / (1 + √(1 - x²))).</summary>
    private static FixedPoint? Arcsin(FixedPoint argument)
    {
        var rest = FixedPoint.One - (argument * argument);
        return rest.IsNegative ? null : FixedPoint.Of(2) * (argument / (FixedPoint.One + rest.Root(2))).Arctan();
    }

    private static bool IsWorthy(FixedPoint value) => BigInteger.Abs(value.Units) > Least;

    private static FixedPoint? Bounded(FixedPoint value) => value.Units.GetBitLength() > 4 * FixedPoint.Bits ? null : value;
}
