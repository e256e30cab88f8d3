namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of solved variables: x = 1, y = 2 is the tuple of the values in the order of the names.</summary>
internal static class Assignment
{
    /// <summary>
    /// The tuple, or the set of tuples of "p = 5, q = 2; p = 7, q = 2"; null when it is no such list, as "x = 1 or x = 2", which is a
    /// set of values.
    /// </summary>
    public static string? KeyOf(IReadOnlyList<Node> items, bool upper)
    {
        var solutions = new List<string>();
        var solution = new SortedDictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<string>? names = null;
        foreach (var item in items)
        {
            if (item is not Node.Relation { Operators: ['='], Operands: [var named, var value] } || NameOf(named) is not { } name
                || MathForm.KeyOf(value, upper) is not { } key)
                return null;
            if (solution.ContainsKey(name) && !End())
                return null;
            solution.Add(name, key);
        }

        return !End() || names is null or { Count: < 2 } ? null : MathForm.SetOf(solutions);

        // A name that comes again begins the next solution, which has the same names.
        bool End()
        {
            names ??= [.. solution.Keys];
            if (!names.SequenceEqual(solution.Keys, StringComparer.Ordinal))
                return false;
            solutions.Add($"({string.Join(';', solution.Values)})");
            solution.Clear();
            return true;
        }
    }

    /// <summary>The names in the order in which an answer gives them; none where it is no such list.</summary>
    public static IReadOnlyList<string> NamesIn(Node node)
    {
        IEnumerable<Node> named = node switch
        {
            Node.Relation { Operators: ['='], Operands: [Node.Group names, Node.Group] } => names.Items,
            Node.Group { Open: '⟨' } list when KeyOf(list.Items, upper: true) is not null =>
                list.Items.Select(static item => ((Node.Relation)item).Operands[0]),
            _ => [],
        };
        var found = named.Select(NameOf).ToList();
        return found.Contains(null) ? [] : [.. found.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The key of values without names for unknowns in an order: "4, 5" for AB = 4, CD = 5. Null for anything else.</summary>
    public static string? KeyInOrder(Node node, IReadOnlyList<string> names)
    {
        if (node is Node.Group { Open: '⟨' } list && list.Items.All(static item => item is Node.Group { Open: '(' }))
        {
            var solutions = list.Items.Select(item => KeyInOrder(item, names)).ToList();
            return solutions.Contains(null) ? null : MathForm.SetOf(solutions.OfType<string>());
        }

        if (node is not Node.Group { Open: '⟨' or '(' } values || values.Items.Count != names.Count
            || values.Items.Any(static item => item is Node.Relation))
            return null;

        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (MathForm.KeyOf(values.Items[i]) is not { } key)
                return null;
            keys[names[i]] = key;
        }

        return $"({string.Join(';', keys.Values)})";
    }

    /// <summary>A variable, or a length or an angle between points: AB.</summary>
    private static string? NameOf(Node node) => node switch
    {
        Node.Variable variable => variable.Name,
        Node.Apply { Parameter: null, Argument: var argument, Function: var function } when MathForm.KeyOf(argument) is { } of =>
            $"{function} {of}",
        Node.Product product when product.Factors.All(static f => f is (false, Node.Variable { Name: [>= 'A' and <= 'Z', ..] })) =>
            string.Concat(product.Factors.Select(static f => ((Node.Variable)f.Factor).Name)),
        _ => null,
    };
}
