namespace HeavySim.LocalModels;

/// <summary>The tests, <c>a is t</c>; one more is one line.</summary>
internal static class ValueTests
{
    /// <summary>All of them.</summary>
    public static OperationTable Known { get; } = new()
    {
        { "defined", "", static c => c.Subject is not Undefined },
        { "undefined", "", static c => c.Subject is Undefined },
        { "none", "", static c => c.Subject is null },
        { "true", "", static c => c.Subject is true },
        { "false", "", static c => c.Subject is false },
        { "boolean", "", static c => c.Subject is bool },
        { "integer", "", static c => c.Subject is long },
        { "float", "", static c => c.Subject is double },
        { "number", "", static c => c.Subject is bool or long or double },
        { "string", "", static c => c.Subject is string },
        { "mapping", "", static c => c.Subject is DictValue },
        { "iterable", "", static c => c.Subject is string or SequenceValue or DictValue or Undefined },
        { "sequence", "", static c => c.Subject is string or SequenceValue { HasPlaces: true } or DictValue or Undefined },
        { "callable", "", static c => c.Subject is FunctionValue or Undefined },
        { "odd", "", static c => Whole(c) % 2 != 0 },
        { "even", "", static c => Whole(c) % 2 == 0 },
        { "divisibleby", "num", static c => Operators.Levels[2]["%"](c.Rendering, c.Subject, c.Value(0)) is 0L },
        { "lower", "", static c => IsCased(c, char.IsUpper, char.IsLower) },
        { "upper", "", static c => IsCased(c, char.IsLower, char.IsUpper) },
        { "equalto eq ==", "other", static c => Comparison.AreEqual(c.Rendering, c.Subject, c.Value(0)) },
        { "ne !=", "other", static c => !Comparison.AreEqual(c.Rendering, c.Subject, c.Value(0)) },
        { "lessthan lt <", "other", static c => Comparison.Order(c.Rendering, c.Subject, c.Value(0), "<") < 0 },
        { "le <=", "other", static c => Comparison.Order(c.Rendering, c.Subject, c.Value(0), "<=") <= 0 },
        { "greaterthan gt >", "other", static c => Comparison.Order(c.Rendering, c.Subject, c.Value(0), ">") > 0 },
        { "ge >=", "other", static c => Comparison.Order(c.Rendering, c.Subject, c.Value(0), ">=") >= 0 },
        { "in", "seq", static c => Operators.In(c.Rendering, c.Subject, c.Value(0)) },
        { "sameas", "other", static c => IsSame(c.Subject, c.Value(0)) },
    };

    private static long Whole(Call call) => Numbers.TryWhole(call.Subject, out var number)
        ? number
        : throw TemplateException.Failure($"a whole number is needed, not '{TypeName.Of(call.Subject)}'");

    private static bool IsCased(Call call, Func<char, bool> isOther, Func<char, bool> isSought) =>
        call.SubjectText.Any(isSought) && !call.SubjectText.Any(isOther);

    private static bool IsSame(object? left, object? right) =>
        ReferenceEquals(left, right) || (left is bool && left.Equals(right));
}
