namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of an equation: solved where it is linear in a variable (2x = 10 is 5; 2x - y + 1 = 0 is y = 2x + 1, which is
/// 2x + 1), else up to a constant factor.
/// </summary>
internal static class Equation
{
    private const long ThirdPoint = 3;

    /// <summary>A place far from 0, 1 and 2: a polynomial that is on one line there too is linear.</summary>
    private const int Far = 1_000_003;

    public static string? KeyOf(Node left, Node right, bool upper)
    {
        var difference = new Node.Sum([(Sign.Plus, left), (Sign.Minus, right)]);
        var variables = Symbols.VariablesOf(difference);
        if (variables.Count == 1)
        {
            if (Root(difference, variables.Min!, upper) is { } root)
                return ValueForm.KeyOf(root);
        }
        else
        {
            foreach (var variable in InOrder(variables, left))
            {
                // A factor that may be zero divides nothing: xy = xz is not y = z.
                if (Solved(difference, variable, ValueForm.FirstPoint, upper) is var (first, slope)
                    && Solved(difference, variable, ValueForm.SecondPoint, upper) is var (second, same) && slope == same)
                    return ValueForm.KeyOf(first, second);
            }
        }

        if (left is Node.Variable name && !Symbols.VariablesOf(right).Contains(name.Name))
            return MathForm.KeyOf(right, upper);

        return Proportion(difference, upper)
            ?? (MathForm.KeyOf(left, upper) is { } a && MathForm.KeyOf(right, upper) is { } b ? "e:" + MathForm.SetOf([a, b]) : null);
    }

    /// <summary>y first, as functions are written; then the variable that stands alone on the left; then by name.</summary>
    private static IEnumerable<string> InOrder(SortedSet<string> variables, Node left) =>
        variables.OrderBy(name => name == "y" ? 0 : left is Node.Variable alone && alone.Name == name ? 1 : 2)
            .ThenBy(static name => name, StringComparer.Ordinal);

    /// <summary>The exact root of an equation linear in its only variable.</summary>
    private static Rational? Root(Node difference, string variable, bool upper) => Linear(difference, variable, upper)?.Root;

    /// <summary>The root and the slope of what is linear in its only variable; null for anything else.</summary>
    public static (Rational Root, Rational Slope)? Linear(Node difference, string variable, bool upper)
    {
        Rational? At(long x) => Evaluation.In(
            difference, new ExactArithmetic(new Dictionary<string, Rational>(StringComparer.Ordinal) { [variable] = x }), upper);

        // Five points on one line: no polynomial of an answer's degree passes for linear.
        if (At(3) is not { } y3 || At(4) is not { } y4 || (y4 - y3).Bounded is not { IsZero: false } slope)
            return null;
        foreach (var x in (ReadOnlySpan<long>)[7, 11, 19])
        {
            if (At(x) is not { } y || (slope * (x - 3)) + y3 != y)
                return null;
        }

        return (3 - (y3 / slope)).Bounded is { } root ? (root, slope) : null;
    }

    /// <summary>
    /// The residue of the variable that solves an equation linear in it, at the point of the others, and its factor there.
    /// </summary>
    private static (ulong Value, ulong Slope)? Solved(Node difference, string variable, long point, bool upper)
    {
        var arithmetic = new ResidueArithmetic(point);
        ulong? At(ulong value) => Evaluation.In(difference, new ResidueArithmetic(point, variable, value), upper);

        if (At(0) is not { } y0 || At(1) is not { } y1 || At(2) is not { } y2 || At(Far) is not { } far)
            return null;

        var slope = Less(y1, y0);
        if (slope == 0 || Less(y2, y1) != slope || Less(far, y0) != arithmetic.Multiply(slope, Far))
            return null;

        return arithmetic.Divide(arithmetic.Negate(y0)!.Value, slope) is { } value ? (value, slope) : null;

        ulong Less(ulong a, ulong b) => arithmetic.Add(a, arithmetic.Negate(b)!.Value)!.Value;
    }

    /// <summary>A polynomial equation up to a constant factor: the ratios of its values.</summary>
    private static string? Proportion(Node difference, bool upper)
    {
        var arithmetic = new ResidueArithmetic(ValueForm.FirstPoint);
        if (Evaluation.In(difference, arithmetic, upper) is not { } first
            || Evaluation.In(difference, new ResidueArithmetic(ValueForm.SecondPoint), upper) is not { } second
            || Evaluation.In(difference, new ResidueArithmetic(ThirdPoint), upper) is not { } third)
            return null;

        return arithmetic.Divide(second, first) is { } a && arithmetic.Divide(third, first) is { } b ? $"e:{a:x}.{b:x}" : null;
    }
}
