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

        return IntervalKey(operands, operators, upper) ?? LinearKey(operands, operators, upper)
            ?? InequalityKey(operands, operators, upper);
    }

    /// <summary>
    /// A list of solved variables: "x = 1, y = 2" is the tuple of the values in the order of the names. Null when it is no such list,
    /// as "x = 1 or x = 2", which is a set.
    /// </summary>
    public static string? AssignmentKey(IReadOnlyList<Node> items, bool upper)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is not Node.Relation { Operators: ['='], Operands: [Node.Variable name, var value] } || values.ContainsKey(name.Name)
                || MathForm.KeyOf(value, upper) is not { } key)
                return null;
            values.Add(name.Name, key);
        }

        return values.Count > 1 ? $"({string.Join(';', values.Values)})" : null;
    }

    private static string? EquationKey(IReadOnlyList<Node> operands, bool upper)
    {
        var last = operands[^1];
        var first = operands[0];
        // (m, n) = (1, 2) says what m = 1, n = 2 says.
        if (operands.Count == 2 && first is Node.Group names && last is Node.Group values && names.Items.Count == values.Items.Count
            && AssignmentKey([.. names.Items.Zip(values.Items, static (name, value) => new Node.Relation([name, value], ['=']))], upper)
                is { } assignment)
            return assignment;

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

    /// <summary>-2x &gt; -8 as the interval of its solutions; null when it is not linear in one variable.</summary>
    private static string? LinearKey(IReadOnlyList<Node> operands, IReadOnlyList<char> operators, bool upper)
    {
        if (operands.Count != 2 || operators[0] == '≠')
            return null;

        var difference = new Node.Sum([(Sign.Plus, operands[0]), (Sign.Minus, operands[1])]);
        var variables = Symbols.VariablesOf(difference);
        if (variables.Count != 1 || Equation.Linear(difference, variables.Min!, upper) is not { } line)
            return null;

        var isBelow = operators[0] is '<' or '≤' == line.Slope.Sign > 0;
        var isClosed = operators[0] is '≤' or '≥';
        var root = ValueForm.KeyOf(line.Root);
        return isBelow ? $"(-∞;{root}{(isClosed ? ']' : ')')}" : $"{(isClosed ? '[' : '(')}{root};∞)";
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
