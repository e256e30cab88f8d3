namespace HeavySim.Verifier.Answers;

/// <summary>A domain to evaluate expressions in. Null means that the domain has no such value.</summary>
/// <typeparam name="T">A value of the domain.</typeparam>
internal interface IArithmetic<T>
    where T : struct
{
    T? Number(Rational value);

    T? Variable(string name);

    T? Constant(string name);

    T? Negate(T value);

    T? Add(T left, T right);

    T? Multiply(T left, T right);

    T? Divide(T left, T right);

    T? Power(T value, int exponent);

    /// <summary>A power whose exponent is not a small integer.</summary>
    T? Power(T value, T exponent);

    T? Apply(MathFunction function, T argument, T? parameter);
}
