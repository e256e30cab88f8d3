namespace HeavySim.Verifier.Answers;

/// <summary>
/// The numbers that solve an inequality in one variable, or a chain of two, where they are an interval or two: -2x > -8, 3 &lt; 2x + 1 ≤ 9,
/// 1 ≤ |z| ≤ 3/2, x ≠ 3.
/// </summary>
internal static class Solutions
{
    /// <summary>The key of the solutions; null for any other relation.</summary>
    public static string? KeyOf(IReadOnlyList<Node> operands, IReadOnlyList<char> operators, bool upper)
    {
        // With variables on both sides, the difference is what is above or below zero.
        if (operands.Count == 2 && operands.All(static operand => Symbols.VariablesOf(operand).Count > 0))
            return KeyOf([new Node.Sum([(Sign.Plus, operands[0]), (Sign.Minus, operands[1])]), new Node.Number(0)], operators, upper);

        var middle = operands.ToList().FindIndex(static operand => Symbols.VariablesOf(operand).Count > 0);
        if (middle < 0 || (operands.Count == 3 && middle != 1) || operands.Count > 3)
            return null;

        var inner = operands[middle] is Node.Apply { Function: MathFunction.Abs } absolute ? absolute.Argument : operands[middle];
        var variables = Symbols.VariablesOf(inner);
        if (variables.Count != 1 || Equation.Linear(inner, variables.Min!, upper) is not { } line)
            return null;

        var (low, high) = (Bound.None, Bound.None);
        for (var i = 0; i < operands.Count; i++)
        {
            if (i == middle)
                continue;
            if (Evaluation.Exactly(operands[i], upper) is not { } value)
                return null;

            var sign = operators[Math.Min(i, middle)];
            if (sign == '≠')
                return operands.Count == 2 && inner == operands[middle] ? Except(line, value) : null;
            var isLow = sign is '<' or '≤' == i < middle;
            var bound = new Bound(value, sign is '≤' or '≥');
            if (isLow ? low.IsGiven : high.IsGiven)
                return null;
            (low, high) = isLow ? (bound, high) : (low, bound);
        }

        if (inner == operands[middle])
            return Interval(line, low, high);
        if (high is { IsGiven: true, Value.Sign: < 0 })
            return "∅";

        // Both signs of what an absolute value lies between.
        var least = low is { IsGiven: true, Value.Sign: >= 0 } ? low : new Bound(0, IsIncluded: true);
        return MathForm.SetOf(IntervalSet.Merged([Interval(line, least, high), Interval(line, high.Opposite, least.Opposite)]));
    }

    private static string Except((Rational Root, Rational Slope) line, Rational value)
    {
        var hole = new Bound(value, IsIncluded: false);
        return MathForm.SetOf([Interval(line, Bound.None, hole), Interval(line, hole, Bound.None)]);
    }

    /// <summary>The interval of the variable where a linear expression in it lies between two bounds.</summary>
    private static string Interval((Rational Root, Rational Slope) line, Bound low, Bound high)
    {
        if (line.Slope.Sign < 0)
            (low, high) = (high, low);
        var (from, to) = (low.IsGiven ? At(low) : "-∞", high.IsGiven ? At(high) : "∞");
        return from == to ? from : $"{(low.IsIncluded ? '[' : '(')}{from};{to}{(high.IsIncluded ? ']' : ')')}";

        string At(Bound bound) => ValueForm.KeyOf(line.Root + (bound.Value / line.Slope));
    }

    /// <summary>An end of an interval.</summary>
    private readonly record struct Bound(Rational Value, bool IsIncluded, bool IsGiven = true)
    {
        public static readonly Bound None = new(0, IsIncluded: false, IsGiven: false);

        public Bound Opposite => IsGiven ? this with { Value = -Value } : this;
    }
}
