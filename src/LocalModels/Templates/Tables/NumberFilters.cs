using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>What the filters of numbers do.</summary>
internal static partial class Filters
{
    private static object? ToWhole(object? value, object? byDefault)
    {
        if (value is Undefined undefined)
            throw undefined.Fault();

        if (Numbers.TryWhole(value, out var whole))
            return whole;

        if (long.TryParse(Digits(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole))
            return whole;

        // A larger float is no whole number that is held exactly.
        return (value as double? ?? Parsed(value)) is { } number && Math.Abs(number) < 9e18 ? (long)number : byDefault;
    }

    private static object? ToReal(object? value, object? byDefault)
    {
        if (value is Undefined undefined)
            throw undefined.Fault();

        return Numbers.TryRead(value, out var number) ? number : Parsed(value) ?? byDefault;
    }

    private static double? Parsed(object? value)
    {
        const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(Digits(value), Form, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Digits(object? value) => value is string text ? PythonString.Strip(text, chars: null) : "";

    private static object? Absolute(Call call)
    {
        if (Numbers.TryWhole(call.Subject, out var whole) && whole != long.MinValue)
            return Math.Abs(whole);

        return call.Subject is double real
            ? Math.Abs(real)
            : throw TemplateException.Failure($"'abs' does not go with type '{TypeName.Of(call.Subject)}'");
    }

    private static object? Round(Call call)
    {
        if (!Numbers.TryRead(call.Subject, out var number))
            throw TemplateException.Failure($"'round' does not go with type '{TypeName.Of(call.Subject)}'");

        var precision = call.Whole(0, 0);
        if (precision is < 0 or > 15)
            throw TemplateException.Unknown($"the precision {precision} of 'round'");

        var scale = Math.Pow(10, precision);
        switch (call.Value(1, "common"))
        {
            // A whole number stays one, and a half goes to the even neighbour.
            case "common" when Numbers.TryWhole(call.Subject, out var whole):
                return whole;
            case "common":
                return Math.Round(number, (int)precision, MidpointRounding.ToEven);
            case "ceil":
                return Math.Ceiling(number * scale) / scale;
            case "floor":
                return Math.Floor(number * scale) / scale;
            case var method:
                throw TemplateException.Failure($"'round' has no method '{PythonText.Of(method)}'");
        }
    }
}
