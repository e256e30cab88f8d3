using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>Exact rational arithmetic, with values for variables. What is irrational, or too large, has no value.</summary>
internal sealed class ExactArithmetic(IReadOnlyDictionary<string, Rational> variables) : IArithmetic<Rational>
{
    private const int MaxFactorial = 1_000;

    public Rational? Number(Rational value) => value;

    public Rational? Variable(string name) => variables.TryGetValue(name, out var value) ? value : null;

    public Rational? Constant(string name) => null;

    public Rational? Negate(Rational value) => -value;

    public Rational? Add(Rational left, Rational right) => (left + right).Bounded;

    public Rational? Multiply(Rational left, Rational right) => (left * right).Bounded;

    public Rational? Divide(Rational left, Rational right) => right.IsZero ? null : (left / right).Bounded;

    public Rational? Power(Rational value, int exponent) =>
        (value.Bits > 1 && value.Bits * Math.Abs((long)exponent) > Rational.MaxBits + value.Bits) || (value.IsZero && exponent < 0)
            ? null
            : value.Power(exponent).Bounded;

    public Rational? Power(Rational value, Rational exponent) =>
        exponent.Denominator <= 64 && BigInteger.Abs(exponent.Numerator) <= 1_000
            && value.Root((int)exponent.Denominator) is { } root ? Power(root, (int)exponent.Numerator) : null;

    public Rational? Apply(MathFunction function, Rational argument, Rational? parameter) => function switch
    {
        MathFunction.Root when parameter is null => argument.Root(2),
        MathFunction.Root when parameter is { IsInteger: true } degree && degree.Numerator > 0
            && degree.Numerator <= 64 => argument.Root((int)degree.Numerator),
        MathFunction.Abs => argument.Sign < 0 ? -argument : argument,
        MathFunction.Floor => new Rational(argument.Floor()),
        MathFunction.Ceiling => new Rational(-(-argument).Floor()),
        MathFunction.Factorial => Factorial(argument),
        MathFunction.Choose when parameter is { } chosen => Choose(argument, chosen),
        MathFunction.Log => Log(argument, parameter ?? 10),
        MathFunction.Gcd when parameter is { } other => Gcd(argument, other),
        MathFunction.Lcm when parameter is { } other => argument.IsZero || other.IsZero ? 0
            : (argument * other / Gcd(argument, other)).Bounded is { } product ? (product.Sign < 0 ? -product : product) : null,
        MathFunction.Max when parameter is { } other => (argument - other).Sign >= 0 ? argument : other,
        MathFunction.Min when parameter is { } other => (argument - other).Sign <= 0 ? argument : other,
        MathFunction.Mod when parameter is { IsZero: false } divisor =>
            (argument - (divisor * new Rational((argument / divisor).Floor()))).Bounded,
        MathFunction.Ln when argument == 1 => 0,
        MathFunction.Sin or MathFunction.Tan or MathFunction.Arcsin or MathFunction.Arctan or MathFunction.Sinh or MathFunction.Tanh
            or MathFunction.Arsinh or MathFunction.Artanh when argument.IsZero => 0,
        MathFunction.Cos or MathFunction.Sec or MathFunction.Cosh or MathFunction.Exp when argument.IsZero => 1,
        _ => null,
    };

    /// <summary>The largest fraction that goes into both a whole number of times.</summary>
    private static Rational Gcd(Rational a, Rational b) => new(
        BigInteger.GreatestCommonDivisor(a.Numerator * b.Denominator, b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    private static Rational? Factorial(Rational value) =>
        value.IsInteger && value.Sign >= 0 && value.Numerator <= MaxFactorial
            ? new Rational(Integers.Factorial((int)value.Numerator))
            : null;

    private static Rational? Choose(Rational n, Rational k)
    {
        if (!n.IsInteger || !k.IsInteger || n.Sign < 0 || k.Sign < 0 || n.Numerator > 100_000)
            return null;

        return BigInteger.Min(k.Numerator, n.Numerator - k.Numerator) <= MaxFactorial
            && Integers.Choose(n.Numerator, k.Numerator) is { } count
            ? new Rational(count)
            : null;
    }

    /// <summary>The logarithm when it is an integer: log_2 8, log 0.01.</summary>
    private Rational? Log(Rational value, Rational radix)
    {
        if (value.Sign <= 0 || radix.Sign <= 0 || radix == 1)
            return null;

        var estimate = Math.Log(value.ToDouble()) / Math.Log(radix.ToDouble());
        if (!double.IsFinite(estimate) || Math.Abs(estimate) > Rational.MaxBits)
            return null;
        var exponent = (int)Math.Round(estimate);
        return Power(radix, exponent) == value ? exponent : null;
    }
}
