namespace HeavySim.LocalModels;

/// <summary>Which values are equal, and which comes first. Long texts and lists are much work, which counts.</summary>
internal static class Comparison
{
    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(Rendering rendering, object? left, object? right) => AreEqual(rendering, left, right, depth: 0);

    /// <summary>Less than, equal to or greater than 0, as the left value comes before or after the right one.</summary>
    /// <param name="rendering">What the work counts for.</param>
    /// <param name="left">A number or a text.</param>
    /// <param name="right">Another.</param>
    /// <param name="what">What is done, for the error where two values have no order.</param>
    public static int Order(Rendering rendering, object? left, object? right, string what)
    {
        rendering.Charge(1);
        if (left is string l && right is string r)
        {
            rendering.ChargeFor(l);
            return string.CompareOrdinal(l, r);
        }

        if (Numbers.TryRead(left, out var first) && Numbers.TryRead(right, out var second))
            return first.CompareTo(second);

        throw left is Undefined missing ? missing.Fault()
            : right is Undefined absent ? absent.Fault()
            : TemplateException.Failure($"'{what}' does not go with types '{TypeName.Of(left)}' and '{TypeName.Of(right)}'");
    }

    private static bool AreEqual(Rendering rendering, object? left, object? right, int depth)
    {
        rendering.Charge(1);
        if (depth > Limits.ValueDepth)
            throw TemplateException.Failure($"values nested more than {Limits.ValueDepth} deep cannot be compared");

        return (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (string l, string r) => AreSame(rendering, l, r),
            (long l, long r) => l == r,
            (SequenceValue l, SequenceValue r) => AreEqual(rendering, l, r, depth),
            (DictValue l, DictValue r) => AreEqual(rendering, l, r, depth),
            _ => ReferenceEquals(left, right)
                || (Numbers.TryRead(left, out var first) && Numbers.TryRead(right, out var second) && first == second),
        };
    }

    private static bool AreSame(Rendering rendering, string left, string right)
    {
        rendering.ChargeFor(left);
        return string.Equals(left, right, StringComparison.Ordinal);
    }

    private static bool AreEqual(Rendering rendering, SequenceValue left, SequenceValue right, int depth)
    {
        if (ReferenceEquals(left, right))
            return true;

        if (left.Kind != right.Kind || left.Count != right.Count || !left.HasPlaces)
            return false;

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(rendering, left.Items[i], right.Items[i], depth + 1))
                return false;
        }

        return true;
    }

    private static bool AreEqual(Rendering rendering, DictValue left, DictValue right, int depth) => ReferenceEquals(left, right)
        || (left.Count == right.Count
            && left.Entries.All(e => right.TryGet(e.Key, out var value) && AreEqual(rendering, e.Value, value, depth + 1)));
}
