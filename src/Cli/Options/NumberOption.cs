using System.CommandLine.Parsing;

namespace HeavySim.Cli.Options;

/// <summary>
/// An option that takes a number, read as <see cref="WrittenNumber"/> says. Every numeric option is one of these: left to itself the
/// parser would take "0,1" for 1, and NaN for a number.
/// </summary>
/// <typeparam name="T">int, long or double, or what may also be missing.</typeparam>
internal sealed class NumberOption<T> : Option<T>
{
    private static readonly Type Kind = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
    private readonly NumberRange _range;
    private readonly bool _isCheckedLater;

    /// <param name="name">Its name.</param>
    /// <param name="range">What it takes.</param>
    /// <param name="alias">Its other name, or null.</param>
    /// <param name="isCheckedLater">True where the range is checked together with other options, so that every fault is named.</param>
    public NumberOption(string name, NumberRange range, string? alias = null, bool isCheckedLater = false)
        : base(name, alias is null ? [] : [alias])
    {
        (_range, _isCheckedLater) = (range, isCheckedLater);
        CustomParser = Read;
    }

    private static string Hint => Kind == typeof(double)
        ? " A point stands before decimals, and nothing between thousands."
        : " Nothing stands between thousands.";

    private string Words => (Kind == typeof(double) ? "a number" : "a whole number") + (_range == NumberRange.Any ? "" : $", {_range}");

    private T? Read(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (NumberOf(text) is not { } number)
            result.AddError($"{Name} takes {Words}, not '{text}'.{(text.Contains(',', StringComparison.Ordinal) ? Hint : "")}");
        else if (!_isCheckedLater && !_range.Holds(number.Value))
            result.AddError($"{Name} is {_range}, not {text}.");
        else
            return (T)number.Boxed;
        return default;
    }

    private static (double Value, object Boxed)? NumberOf(string text)
    {
        if (Kind == typeof(double))
            return WrittenNumber.TryReal(text, out var real) ? (real, real) : null;
        if (!WrittenNumber.TryWhole(text, out var whole))
            return null;
        if (Kind == typeof(long))
            return (whole, whole);
        return whole is >= int.MinValue and <= int.MaxValue ? (whole, (int)whole) : null;
    }
}
