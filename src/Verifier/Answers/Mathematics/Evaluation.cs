namespace HeavySim.Verifier.Answers;

/// <summary>Evaluates an expression in a domain. Time is the number of nodes times the (bounded) cost of one operation.</summary>
internal static class Evaluation
{
    /// <summary>Exponents up to this are taken as repeated multiplication, exact in every domain.</summary>
    private const int MaxExponent = 20_000;

    private static readonly ExactArithmetic Exact = new(new Dictionary<string, Rational>(StringComparer.Ordinal));

    /// <summary>The value, or null where the domain has none.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="arithmetic">The domain.</param>
    /// <param name="upper">Which sign ± takes: the upper one, or the lower.</param>
    public static T? In<T>(Node node, IArithmetic<T> arithmetic, bool upper = true)
        where T : struct => node switch
        {
            Node.Number number => arithmetic.Number(number.Value),
            Node.Variable variable => arithmetic.Variable(variable.Name),
            Node.Constant constant => arithmetic.Constant(constant.Name),
            Node.Sum sum => Sum(sum, arithmetic, upper),
            Node.Product product => Product(product, arithmetic, upper),
            Node.Power power => Power(power, arithmetic, upper),
            Node.Degrees degrees => Degrees(degrees, arithmetic, upper),
            Node.Apply apply => Apply(apply, arithmetic, upper),
            _ => null,
        };

    /// <summary>The exact rational value of an expression without variables, or null.</summary>
    public static Rational? Exactly(Node node, bool upper = true) => In(node, Exact, upper);

    private static T? Sum<T>(Node.Sum sum, IArithmetic<T> arithmetic, bool upper)
        where T : struct
    {
        T? total = null;
        foreach (var (sign, term) in sum.Terms)
        {
            var negative = sign == Sign.Minus || sign == (upper ? Sign.Opposite : Sign.Either);
            if (In(term, arithmetic, upper) is not { } value)
                return null;
            var signed = negative ? arithmetic.Negate(value) : value;
            if (signed is not { } next)
                return null;
            total = total is { } sofar ? arithmetic.Add(sofar, next) : next;
            if (total is null)
                return null;
        }

        return total;
    }

    private static T? Product<T>(Node.Product product, IArithmetic<T> arithmetic, bool upper)
        where T : struct
    {
        T? total = null;
        foreach (var (divides, factor) in product.Factors)
        {
            if (In(factor, arithmetic, upper) is not { } value)
                return null;
            total = total is not { } sofar ? value : divides ? arithmetic.Divide(sofar, value) : arithmetic.Multiply(sofar, value);
            if (total is null)
                return null;
        }

        return total;
    }

    private static T? Power<T>(Node.Power power, IArithmetic<T> arithmetic, bool upper)
        where T : struct
    {
        var exact = Exactly(power.Exponent, upper);
        // The square of a square root is rational, whatever is below the sign.
        if (exact is { IsInteger: true, Numerator: var times } && power.Base is Node.Apply { Function: MathFunction.Root } root
            && (root.Parameter is null ? 2 : Exactly(root.Parameter, upper)) is { IsInteger: true, Numerator.IsZero: false } degree
            && (times % degree.Numerator).IsZero)
            return Power(new Node.Power(root.Argument, new Node.Number(new Rational(times / degree.Numerator))), arithmetic, upper);
        if (In(power.Base, arithmetic, upper) is not { } value)
            return null;
        if (exact is { IsInteger: true } whole && System.Numerics.BigInteger.Abs(whole.Numerator) <= MaxExponent)
            return arithmetic.Power(value, (int)whole.Numerator);

        return In(power.Exponent, arithmetic, upper) is { } exponent ? arithmetic.Power(value, exponent) : null;
    }

    private static T? Degrees<T>(Node.Degrees degrees, IArithmetic<T> arithmetic, bool upper)
        where T : struct =>
        In(degrees.Angle, arithmetic, upper) is { } angle
        && arithmetic.Constant("pi") is { } pi
        && arithmetic.Number(180) is { } half
        && arithmetic.Multiply(angle, pi) is { } product
            ? arithmetic.Divide(product, half)
            : null;

    private static T? Apply<T>(Node.Apply apply, IArithmetic<T> arithmetic, bool upper)
        where T : struct
    {
        if (In(apply.Argument, arithmetic, upper) is not { } argument)
            return null;
        if (apply.Parameter is null)
            return arithmetic.Apply(apply.Function, argument, parameter: null);

        return In(apply.Parameter, arithmetic, upper) is { } parameter ? arithmetic.Apply(apply.Function, argument, parameter) : null;
    }
}
