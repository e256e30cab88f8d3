namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of equations, inequalities and memberships.</summary>
internal static class RelationForm
{
    public static string? KeyOf(Node.Relation relation, bool upper)
    {
        var (operands, operators) = (relation.Operands, relation.Operators);
        // An exact value and its approximation are the exact value; a name and an approximation are that.
        var about = operators.ToList().IndexOf('≈');
        if (about >= 0)
        {
            return about == 0 && operands[0] is Node.Variable ? MathForm.KeyOf(operands[^1], upper)
                : about == 0 ? MathForm.KeyOf(operands[0], upper)
                : KeyOf(new Node.Relation([.. operands.Take(about + 1)], [.. operators.Take(about)]), upper);
        }

        if (operators is ['∈'])
            return MathForm.KeyOf(operands[1], upper);
        if (operators.All(static o => o == '='))
            return EquationKey(operands, upper);
        if (operators.Any(static o => o is '=' or '∈'))
            return null;

        // f(x) > 0 says of f(x) what y > 0 says of y.
        operands =
        [
            .. operands.Select(static operand =>
                operand is Node.Product or Node.Variable && IsName(operand) ? new Node.Variable("f(x)") : operand),
        ];
        return IntervalKey(operands, operators, upper) ?? Solutions.KeyOf(operands, operators, upper)
            ?? InequalityKey(operands, operators, upper);
    }

    private static string? EquationKey(IReadOnlyList<Node> operands, bool upper)
    {
        var last = operands[^1];
        var first = operands[0];
        // (m, n) = (1, 2) says what m = 1, n = 2 says.
        if (operands.Count == 2 && first is Node.Group names && last is Node.Group values && names.Items.Count == values.Items.Count
            && Assignment.KeyOf([.. names.Items.Zip(values.Items, static (name, value) => new Node.Relation([name, value], ['=']))], upper)
                is { } assignment)
            return assignment;

        // x = y = 2 says two things.
        if (operands.Count > 2 && operands.Take(operands.Count - 1).All(static operand => operand is Node.Variable))
        {
            return last is Node.Variable ? null : Assignment.KeyOf(
                [.. operands.Take(operands.Count - 1).Select(name => new Node.Relation([name, last], ['=']))], upper);
        }

        // A chain of equal things (x = 2 + 3 = 5) is its last; so is what is named by a tuple or by a function, as f(x) = ....
        if (operands.Count > 2 || Symbols.VariablesOf(first, last).Count == 0 || IsName(first))
            return MathForm.KeyOf(last, upper);
        if (first is Node.Variable name && !Symbols.VariablesOf(last).Contains(name.Name) && !HasValue(last))
            return MathForm.KeyOf(last, upper);

        return Equation.KeyOf(first, last, upper);
    }

    /// <summary>Whether it is an expression, not a set, tuple or interval.</summary>
    private static bool HasValue(Node node) =>
        node is not (Node.Group or Node.Matrix or Node.Union or Node.EmptySet or Node.Infinity or Node.Ratio);

    private static bool IsName(Node node) => node switch
    {
        Node.Group group => group.Items.All(static item => item is Node.Variable),
        Node.Matrix matrix => matrix.Rows.All(static row => row.All(static cell => cell is Node.Variable)),
        Node.Ratio => true,
        Node.Variable variable => variable.Name.EndsWith(')'),
        Node.Product
        {
            Factors: [(false, Node.Variable { Name: "f" or "g" or "h" or "F" or "G" or "P" or "p" or "q" or "Q" }), (false, Node.Variable)],
        } => true,
        _ => false,
    };

    /// <summary>x ≥ 3, 0 ≤ x &lt; 1 as intervals; null when a bound is not closed or the middle no variable.</summary>
    private static string? IntervalKey(IReadOnlyList<Node> operands, IReadOnlyList<char> operators, bool upper)
    {
        if (operators.Contains('≠'))
            return null;

        var downward = operators[0] is '>' or '≥';
        if (operators.Any(o => o is '>' or '≥' != downward))
            return null;

        // Read from the smaller side to the larger.
        IReadOnlyList<Node> rising = downward ? [.. operands.Reverse()] : operands;
        IReadOnlyList<char> steps = downward ? [.. operators.Reverse()] : operators;
        var (low, variable, high) = rising switch
        {
            [var a, Node.Variable x, var b] => (a, x, (Node?)b),
            [Node.Variable x, var b] => ((Node?)null, x, b),
            [var a, Node.Variable x] => (a, x, null),
            _ => (null, null, null),
        };
        if (variable is null || !IsBound(low) || !IsBound(high))
            return null;

        var open = low is not null && steps[0] == Inclusive(downward) ? '[' : '(';
        var close = high is not null && steps[^1] == Inclusive(downward) ? ']' : ')';
        var (from, to) = (low is null ? "-∞" : MathForm.KeyOf(low, upper), high is null ? "∞" : MathForm.KeyOf(high, upper));
        return from is null || to is null ? null : $"{open}{from};{to}{close}";
    }

    private static char Inclusive(bool downward) => downward ? '≥' : '≤';

    private static bool IsBound(Node? node) => node is null || Symbols.VariablesOf(node).Count == 0;

    private static string? InequalityKey(IReadOnlyList<Node> operands, IReadOnlyList<char> operators, bool upper)
    {
        var keys = new List<string>();
        foreach (var operand in operands)
        {
            if (MathForm.KeyOf(operand, upper) is not { } key)
                return null;
            keys.Add(key);
        }

        var signs = operators.ToList();
        if (signs[0] is '>' or '≥')
        {
            keys.Reverse();
            signs.Reverse();
            signs = signs.ConvertAll(static o => o switch { '>' => '<', '≥' => '≤', '<' => '>', '≤' => '≥', _ => o });
        }

        return "i:" + string.Concat(keys.Select((key, i) => i < signs.Count ? key + signs[i] : key));
    }
}
