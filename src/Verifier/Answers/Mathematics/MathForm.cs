namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of mathematical answers: the same key for the same object however it is written.</summary>
/// <remarks>
/// Numbers are exact fractions where they can be, else ten significant digits; rational functions are their residues at two fixed
/// points; other functions their values at two fixed points. Sets, bare lists and unions are order-free and a set of one is its
/// element; tuples, intervals and matrices go element by element.
/// </remarks>
internal static class MathForm
{
    /// <summary>Characters beyond which a text is not read as mathematics.</summary>
    public const int MaxLength = 8_000;

    /// <summary>The key, or null when the text is no mathematics.</summary>
    public static string? KeyOf(string text) => MathParser.Parse(text) is { } node ? KeyOf(node) : null;

    /// <summary>Whether a key is that of a value or a collection of values, with no variable in it.</summary>
    public static bool IsClosed(string key) =>
        key.Length > 0 && key[0] is 'n' or '~' or '{' or '(' or '[' && !key.Contains("f:", StringComparison.Ordinal);

    internal static string? KeyOf(Node node)
    {
        if (!Symbols.HasEither(node))
            return KeyOf(node, upper: true);

        return KeyOf(node, upper: true) is { } upper && KeyOf(node, upper: false) is { } lower ? SetOf([upper, lower]) : null;
    }

    internal static string? KeyOf(Node node, bool upper) => node switch
    {
        Node.Infinity => "∞",
        Node.Sum { Terms: [(Sign.Minus, Node.Infinity)] } => "-∞",
        Node.EmptySet => "∅",
        Node.Degrees degrees => KeyOf(degrees.Angle, upper),
        Node.Sum { Terms: [(Sign.Minus, Node.Degrees degrees)] } => KeyOf(new Node.Sum([(Sign.Minus, degrees.Angle)]), upper),
        Node.Group { Open: '⟨' } set => SetKey(set.Items, upper),
        Node.Group { Open: '[', Items: [Node.Group { Open: '[' } first, ..] } rows when IsGrid(rows, first.Items.Count) =>
            MatrixKey(rows.Items.Select(static row => ((Node.Group)row).Items), upper),
        Node.Group group => Join(group.Items, ";", upper) is { } items ? $"{group.Open}{items}{group.Close}" : null,
        Node.Matrix matrix => MatrixKey(matrix.Rows, upper),
        Node.Union union => SetKey(union.Parts, upper, isUnion: true),
        Node.Common common => CommonKey(common, upper),
        Node.Without without => KeyOf(without.Set, upper) is { } set && KeyOf(without.Other, upper) is { } other
            ? IntervalSet.Without(set, other) : null,
        Node.Ratio ratio => RatioKey(ratio, upper),
        Node.Relation relation => RelationForm.KeyOf(relation, upper),
        _ => MatrixForm.Result(node) is { } value ? MatrixKey(value.Rows, upper) : ValueForm.KeyOf(node, upper),
    };

    internal static string SetOf(IEnumerable<string> keys)
    {
        // Elements that are sets themselves (±1, or a list within a list) are taken apart.
        var elements = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is ['{', .., '}'])
                elements.UnionWith(key[1..^1].Split('|'));
            else
                elements.Add(key);
        }

        return elements.Count == 1 ? elements.Min! : "{" + string.Join('|', elements) + "}";
    }

    private static string? SetKey(IReadOnlyList<Node> items, bool upper, bool isUnion = false)
    {
        if (Assignment.KeyOf(items, upper) is { } assignment)
            return assignment;

        var keys = new List<string>(items.Count);
        foreach (var item in items)
        {
            if ((upper ? KeyOf(item) : KeyOf(item, upper)) is not { } key)
                return null;
            // A set among elements is one of them.
            keys.Add(item is Node.Group { Open: '⟨' } or Node.EmptySet ? $"⦃{key.Trim('{', '}').Replace('|', ';')}⦄" : key);
        }

        if (Conditions(items, keys) is { } conditions)
            return SetOf(conditions);

        // Two points are no intervals, though (1, 4) may be either.
        return SetOf(isUnion || items.All(static item => item is Node.Relation) ? IntervalSet.Merged(keys) : keys);
    }

    private static string? CommonKey(Node.Common common, bool upper)
    {
        var keys = common.Parts.Select(part => KeyOf(part, upper)).ToList();
        if (!keys.Contains(null) && Conditions(common.Parts, keys!) is { } conditions)
            return $"∧{SetOf(conditions)}";

        return keys.TrueForAll(static key => key is not null) ? IntervalSet.Common(keys!) ?? $"∧{SetOf(keys!)}" : null;
    }

    /// <summary>
    /// The keys of conditions on several variables, each with its own: x ≥ 0, y ≥ 0 is no x ≥ 0. Null where they are on one.
    /// </summary>
    private static IEnumerable<string>? Conditions(IReadOnlyList<Node> items, IReadOnlyList<string> keys)
    {
        if (!items.All(static item => item is Node.Relation relation && !relation.Operators.Contains('=')))
            return null;

        var names = items.Select(static item => string.Join(',', Symbols.VariablesOf([.. ((Node.Relation)item).Operands]))).ToList();
        return names.Distinct(StringComparer.Ordinal).Count() < 2 ? null : keys.Select((key, i) => $"{names[i]} {key.Replace('|', ';')}");
    }

    private static bool IsGrid(Node.Group rows, int width) =>
        rows.Items.All(row => row is Node.Group { Open: '[' } cells && cells.Items.Count == width);

    private static string? MatrixKey(IEnumerable<IReadOnlyList<Node>> rows, bool upper)
    {
        var keys = new List<string>();
        foreach (var row in rows)
        {
            if (Join(row, ",", upper) is not { } key)
                return null;
            keys.Add(key);
        }

        return $"m:{string.Join(';', keys)}";
    }

    /// <summary>3 : 4 is 6 : 8: exact ratios are divided by their first part.</summary>
    private static string? RatioKey(Node.Ratio ratio, bool upper)
    {
        // "Total: 5" is no ratio.
        if (Symbols.VariablesOf([.. ratio.Parts]).Count > 0)
            return null;
        if (Evaluation.Exactly(ratio.Parts[0], upper) is { IsZero: false } unit)
        {
            var divided = ratio.Parts.Select(part => new Node.Product([(false, part), (true, new Node.Number(unit))])).ToList<Node>();
            return Join(divided, ":", upper) is { } reduced ? ClockForm.KeyOfRatio(reduced) ?? $"ratio:{reduced}" : null;
        }

        return Join(ratio.Parts, ":", upper) is { } parts ? $"ratio:{parts}" : null;
    }

    private static string? Join(IReadOnlyList<Node> items, string separator, bool upper)
    {
        var keys = new string[items.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (KeyOf(items[i], upper) is not { } key)
                return null;
            keys[i] = key;
        }

        return string.Join(separator, keys);
    }
}
