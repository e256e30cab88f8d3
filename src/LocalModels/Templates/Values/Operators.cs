namespace HeavySim.LocalModels;

/// <summary>The operators; one more is one line of a table.</summary>
internal static class Operators
{
    /// <summary>Those between two values, from the loosest binding to the tightest.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, BinaryOperation>> Levels { get; } =
    [
        new Dictionary<string, BinaryOperation>(StringComparer.Ordinal)
        {
            ["+"] = static (_, left, right) => Add(left, right),
            ["-"] = static (_, left, right) => Arithmetic("-", left, right, static (l, r) => l - r, static (l, r) => checked(l - r)),
        },
        new Dictionary<string, BinaryOperation>(StringComparer.Ordinal)
        {
            ["~"] = static (_, left, right) => BoundedText.Join(PythonText.Of(left), PythonText.Of(right)),
        },
        new Dictionary<string, BinaryOperation>(StringComparer.Ordinal)
        {
            ["*"] = static (_, left, right) => Multiply(left, right),
            ["/"] = static (_, left, right) => Arithmetic("/", left, NotZero(right), static (l, r) => l / r, whole: null),
            ["//"] = static (_, left, right) =>
                Arithmetic("//", left, NotZero(right), static (l, r) => Math.Floor(l / r), static (l, r) => FloorDivide(l, r)),
            ["%"] = static (_, left, right) => Modulo(left, right),
        },
        new Dictionary<string, BinaryOperation>(StringComparer.Ordinal)
        {
            ["**"] = static (_, left, right) => Arithmetic(
                "**", left, right, Math.Pow, right is long and < 0 ? null : static (l, r) => Numbers.Power(l, r)),
        },
    ];

    /// <summary>Comparisons.</summary>
    public static IReadOnlyDictionary<string, BinaryOperation> Comparisons { get; } =
        new Dictionary<string, BinaryOperation>(StringComparer.Ordinal)
        {
            ["=="] = static (rendering, left, right) => Comparison.AreEqual(rendering, left, right),
            ["!="] = static (rendering, left, right) => !Comparison.AreEqual(rendering, left, right),
            ["<"] = static (rendering, left, right) => Comparison.Order(rendering, left, right, "<") < 0,
            ["<="] = static (rendering, left, right) => Comparison.Order(rendering, left, right, "<=") <= 0,
            [">"] = static (rendering, left, right) => Comparison.Order(rendering, left, right, ">") > 0,
            [">="] = static (rendering, left, right) => Comparison.Order(rendering, left, right, ">=") >= 0,
        };

    /// <summary>Whether the right value holds the left one.</summary>
    public static object? In(Rendering rendering, object? left, object? right) => Contains(rendering, right, left);

    /// <summary>Whether it does not.</summary>
    public static object? NotIn(Rendering rendering, object? left, object? right) => !Contains(rendering, right, left);

    /// <summary>The number with the other sign.</summary>
    public static object? Negative(object? value) => Arithmetic("-", 0L, value, static (_, r) => -r, static (_, r) => checked(-r));

    /// <summary>The number as it is.</summary>
    public static object? Positive(object? value) => Arithmetic("+", 0L, value, static (_, r) => r, static (_, r) => r);

    private static object? Add(object? left, object? right) => (left, right) switch
    {
        (string l, string r) => BoundedText.Join(l, r),
        (SequenceValue l, SequenceValue r) when l.Kind == r.Kind && l.Kind is SequenceKind.List or SequenceKind.Tuple =>
            l.Count + r.Count <= Limits.Items ? new SequenceValue([.. l.Items, .. r.Items], l.Kind) : throw TooLong(),
        _ => Arithmetic("+", left, right, static (l, r) => l + r, static (l, r) => checked(l + r)),
    };

    private static object? Multiply(object? left, object? right) => (left, right) switch
    {
        (string text, long count) => BoundedText.Repeat(text, count),
        (long count, string text) => BoundedText.Repeat(text, count),
        (SequenceValue { Kind: SequenceKind.List or SequenceKind.Tuple } list, long count) => Repeat(list, count),
        _ => Arithmetic("*", left, right, static (l, r) => l * r, static (l, r) => checked(l * r)),
    };

    private static SequenceValue Repeat(SequenceValue list, long count)
    {
        if (count <= 0 || list.Count == 0)
            return new SequenceValue([], list.Kind);

        return count <= Limits.Items / list.Count
            ? new SequenceValue([.. Enumerable.Repeat(list.Items, (int)count).SelectMany(static items => items)], list.Kind)
            : throw TooLong();
    }

    private static object? Modulo(object? left, object? right) => left is string
        ? throw TemplateException.Unknown("the operator '%' on a text")
        : Arithmetic("%", left, NotZero(right), Numbers.Modulo, static (l, r) => r == -1 ? 0 : ((l % r) + r) % r);

    private static long FloorDivide(long left, long right)
    {
        var whole = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? whole - 1 : whole;
    }

    private static object? NotZero(object? value) => Numbers.TryRead(value, out var number) && number == 0
        ? throw TemplateException.Failure("division by zero")
        : value;

    private static object? Arithmetic(
        string name, object? left, object? right, Func<double, double, double> real, Func<long, long, long>? whole)
    {
        if (left is Undefined missing)
            throw missing.Fault();
        if (right is Undefined absent)
            throw absent.Fault();

        try
        {
            if (whole is not null && Numbers.TryWhole(left, out var wholeLeft) && Numbers.TryWhole(right, out var wholeRight))
                return whole(wholeLeft, wholeRight);
        }
        catch (OverflowException)
        {
            throw TemplateException.Failure("a whole number is too large");
        }

        return Numbers.TryRead(left, out var l) && Numbers.TryRead(right, out var r)
            ? real(l, r)
            : throw TemplateException.Failure(
                $"the operator '{name}' does not go with types '{TypeName.Of(left)}' and '{TypeName.Of(right)}'");
    }

    private static bool Contains(Rendering rendering, object? holder, object? value)
    {
        switch (holder)
        {
            case string text when value is string part:
                rendering.ChargeSearch(text, part);
                return text.Contains(part, StringComparison.Ordinal);
            case string:
                throw TemplateException.Failure($"'in' a text needs a text, not '{TypeName.Of(value)}'");
            case DictValue dict:
                return dict.TryGet(value, out _);
            default:
                return Iteration.Of(holder, rendering).Any(item => Comparison.AreEqual(rendering, item, value));
        }
    }

    private static TemplateException TooLong() => TemplateException.Failure($"a list has more than {Limits.Items} items");
}
