namespace HeavySim.Verifier.Answers;

/// <summary>
/// Where a function is looked at that has no exact form. Roots and logarithms have branches, so they are looked at where they are real;
/// floors, ceilings and absolute values differ only far out, and on both sides of zero.
/// </summary>
internal static class Sampling
{
    private static readonly int[] Whole = [1, 2, 3, 4, 9, 10, 15, 16, 64, 100];

    private static readonly NumericArithmetic[] Usual = Pair(0.25, 1.75);

    /// <summary>For functions with branches: the first pair where all is real. Large values first: what is real for all is there.</summary>
    private static readonly NumericArithmetic[][] Branches =
        [Pair(30, 90), Usual, Pair(0.05, 0.95), Pair(2, 9), Pair(-9, -2), Pair(-0.95, -0.05)];

    /// <summary>
    /// For functions with steps and corners: near zero on both sides, at whole numbers, where floor and ceiling part ways, at squares and
    /// powers, and far out.
    /// </summary>
    private static readonly NumericArithmetic[] Wide =
    [
        .. Usual, .. Enumerable.Range(3, 6).Select(static salt => new NumericArithmetic(salt, -40, 40)),
        .. Enumerable.Range(9, 3).Select(static salt => new NumericArithmetic(salt, -20, 20, isWhole: true)), .. Positive(12),
    ];

    private static readonly NumericArithmetic[] WidePositive = Positive(20);

    /// <summary>The values of a function at its points; null where it has none at one of them.</summary>
    /// <param name="node">The function.</param>
    /// <param name="valueAt">Evaluates it.</param>
    public static IReadOnlyList<Measured>? Of(Node node, Func<NumericArithmetic, Measured?> valueAt)
    {
        if (Symbols.Has(node, IsStepping))
            return At(Wide, valueAt) ?? At(WidePositive, valueAt) ?? At(Usual, valueAt);
        if (!Symbols.Has(node, IsBranching))
            return At(Usual, valueAt);

        foreach (var pair in Branches)
        {
            if (At(pair, valueAt) is { } values && values.All(static value => value.IsReal))
                return values;
        }

        return At(Usual, valueAt);
    }

    private static bool IsStepping(Node part) =>
        part is Node.Apply
        {
            Function: MathFunction.Floor or MathFunction.Ceiling or MathFunction.Abs or MathFunction.Max or MathFunction.Min
                or MathFunction.Mod,
        };

    private static bool IsBranching(Node part) =>
        part is Node.Apply
        {
            Function: MathFunction.Root or MathFunction.Ln or MathFunction.Log or MathFunction.Choose or MathFunction.Factorial
                or MathFunction.Arcosh or MathFunction.Arcsin or MathFunction.Arccos or MathFunction.Artanh or MathFunction.Arcsec
                or MathFunction.Arccsc,
        }
        || (part is Node.Power { Base: not (Node.Constant or Node.Number), Exponent: var exponent }
            && Evaluation.Exactly(exponent) is not { IsInteger: true });

    private static List<Measured>? At(NumericArithmetic[] points, Func<NumericArithmetic, Measured?> valueAt)
    {
        var values = new List<Measured>(points.Length);
        foreach (var point in points)
        {
            if (valueAt(point) is not { } value)
                return null;
            values.Add(value);
        }

        return values;
    }

    private static NumericArithmetic[] Positive(int salt) =>
    [
        .. Whole.Select(static n => new NumericArithmetic(n, n, n)),
        .. Enumerable.Range(salt, 3).Select(static next => new NumericArithmetic(next, 1, 50_000)),
    ];

    private static NumericArithmetic[] Pair(double from, double to) =>
        [new(ValueForm.FirstPoint, from, to), new(ValueForm.SecondPoint, from, to)];
}
