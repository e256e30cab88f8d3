using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>Exact rational arithmetic, with values for variables. What is irrational, or too large, has no value.</summary>
internal sealed class ExactArithmetic(IReadOnlyDictionary<string, Rational> variables) : IArithmetic<Rational>
{
    private const int MaxFactorial = 1_000;

    public Rational? Number(Rational value) => value;

    public Rational? Variable(string name) => variables.TryGetValue(name, out var value) ? value : null;

    public Rational? Constant(string name) => null;

    public Rational? Negate(Rational value) => value.Negated();

    public Rational? Add(Rational left, Rational right) => left.Plus(right);

    public Rational? Multiply(Rational left, Rational right) => left.Times(right);

    public Rational? Divide(Rational left, Rational right) => left.DividedBy(right);

    public Rational? Power(Rational value, int exponent) => value.ToPower(exponent);

    public Rational? Power(Rational value, Rational exponent) =>
        exponent.Denominator <= 64 && BigInteger.Abs(exponent.Numerator) <= 1_000
            ? value.Root((int)exponent.Denominator)?.ToPower((int)exponent.Numerator)
            : null;

    public Rational? Apply(MathFunction function, Rational argument, Rational? parameter) => function switch
    {
        MathFunction.Root when parameter is null => argument.Root(2),
        MathFunction.Root when parameter is { IsInteger: true } degree && degree.Numerator > 0 && degree.Numerator <= 64 => argument.Root((int)degree.Numerator),
        MathFunction.Abs => argument.Numerator.Sign < 0 ? argument.Negated() : argument,
        MathFunction.Floor => Floor(argument),
        MathFunction.Ceiling => Floor(argument.Negated())?.Negated(),
        MathFunction.Factorial => Factorial(argument),
        MathFunction.Choose when parameter is { } chosen => Choose(argument, chosen),
        MathFunction.Log => Log(argument, parameter ?? Rational.Of(10)),
        MathFunction.Ln when argument == Rational.One => Rational.Zero,
        MathFunction.Sin or MathFunction.Tan or MathFunction.Arcsin or MathFunction.Arctan or MathFunction.Sinh or MathFunction.Tanh
            when argument.IsZero => Rational.Zero,
        MathFunction.Cos or MathFunction.Sec or MathFunction.Cosh or MathFunction.Exp when argument.IsZero => Rational.One,
        _ => null,
    };

    private static Rational? Floor(Rational value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out var remainder);
        return Rational.Of(remainder.Sign < 0 ? quotient - 1 : quotient, BigInteger.One);
    }

    private static Rational? Factorial(Rational value)
    {
        if (!value.IsInteger || value.Numerator.Sign < 0 || value.Numerator > MaxFactorial)
            return null;

        var product = BigInteger.One;
        for (var i = 2; i <= (int)value.Numerator; i++)
            product *= i;
        return Rational.Of(product, BigInteger.One);
    }

    private static Rational? Choose(Rational n, Rational k)
    {
        if (!n.IsInteger || !k.IsInteger || n.Numerator.Sign < 0 || k.Numerator.Sign < 0 || n.Numerator > 100_000)
            return null;
        if (k.Numerator > n.Numerator)
            return Rational.Zero;

        var (from, taken) = ((int)n.Numerator, (int)BigInteger.Min(k.Numerator, n.Numerator - k.Numerator));
        if (taken > MaxFactorial)
            return null;
        var product = BigInteger.One;
        for (var i = 1; i <= taken; i++)
            product = product * (from - taken + i) / i;
        return Rational.Of(product, BigInteger.One);
    }

    /// <summary>The logarithm when it is an integer: log_2 8, log 0.01.</summary>
    private static Rational? Log(Rational value, Rational radix)
    {
        if (value.Numerator.Sign <= 0 || radix.Numerator.Sign <= 0 || radix == Rational.One)
            return null;

        var estimate = Math.Log(value.ToDouble()) / Math.Log(radix.ToDouble());
        if (!double.IsFinite(estimate) || Math.Abs(estimate) > Rational.MaxBits)
            return null;
        var exponent = (int)Math.Round(estimate);
        return radix.ToPower(exponent) is { } power && power == value ? Rational.Of(exponent) : null;
    }
}
