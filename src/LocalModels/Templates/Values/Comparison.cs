namespace HeavySim.LocalModels;

/// <summary>Which values are equal, and which comes first.</summary>
internal static class Comparison
{
    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(object? left, object? right) => AreEqual(left, right, depth: 0);

    /// <summary>Less than, equal to or greater than 0, as the left value comes before or after the right one.</summary>
    /// <param name="left">A number or a text.</param>
    /// <param name="right">Another.</param>
    /// <param name="what">What is done, for the error where two values have no order.</param>
    public static int Order(object? left, object? right, string what)
    {
        if (left is string l && right is string r)
            return string.CompareOrdinal(l, r);

        if (Numbers.TryRead(left, out var first) && Numbers.TryRead(right, out var second))
            return first.CompareTo(second);

        throw left is Undefined missing ? missing.Fault()
            : right is Undefined absent ? absent.Fault()
            : TemplateException.Failure($"'{what}' does not go with types '{TypeName.Of(left)}' and '{TypeName.Of(right)}'");
    }

    private static bool AreEqual(object? left, object? right, int depth)
    {
        if (depth > Limits.ValueDepth)
            throw TemplateException.Failure($"values nested more than {Limits.ValueDepth} deep cannot be compared");

        return (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (string l, string r) => string.Equals(l, r, StringComparison.Ordinal),
            (long l, long r) => l == r,
            (SequenceValue l, SequenceValue r) => AreEqual(l, r, depth),
            (DictValue l, DictValue r) => AreEqual(l, r, depth),
            _ => ReferenceEquals(left, right)
                || (Numbers.TryRead(left, out var first) && Numbers.TryRead(right, out var second) && first == second),
        };
    }

    private static bool AreEqual(SequenceValue left, SequenceValue right, int depth)
    {
        if (ReferenceEquals(left, right))
            return true;

        if (left.Kind != right.Kind || left.Count != right.Count || !left.HasPlaces)
            return false;

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left.Items[i], right.Items[i], depth + 1))
                return false;
        }

        return true;
    }

    private static bool AreEqual(DictValue left, DictValue right, int depth) => ReferenceEquals(left, right)
        || (left.Count == right.Count
            && left.Entries.All(e => right.TryGet(e.Key, out var value) && AreEqual(e.Value, value, depth + 1)));
}
