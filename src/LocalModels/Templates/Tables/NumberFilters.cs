using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>What the filters of numbers do.</summary>
internal static partial class Filters
{
    private static object? ToWhole(object? value, object? byDefault)
    {
        if (Numbers.TryWhole(value, out var whole))
            return whole;

        var real = value is string text
            ? long.TryParse(Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole) ? whole : Parsed(text)
            : value as double?;
        // Outside of this a float is no whole number that is held exactly.
        return real is not { } number ? byDefault
            : value is string && number == whole ? whole
            : Math.Abs(number) < 9e18 ? (long)number : byDefault;
    }

    private static object? ToReal(object? value, object? byDefault) => value is string text
        ? Parsed(text) ?? byDefault
        : Numbers.TryRead(value, out var number) ? number : byDefault;

    private static double? Parsed(string text)
    {
        const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(Digits(text), Form, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Digits(string text) => PythonString.Strip(text, chars: null);

    private static object? Round(Call call)
    {
        if (!Numbers.TryRead(call.Subject, out var number))
            throw TemplateException.Failure($"'round' does not go with type '{TypeName.Of(call.Subject)}'");

        var precision = call.Whole(0, 0);
        if (precision is < 0 or > 15)
            throw TemplateException.Unknown($"the precision {precision} of 'round'");

        var scale = Math.Pow(10, precision);
        return call.Value(1, "common") switch
        {
            // A half goes to the even neighbour, and a whole number stays one.
            "common" => Numbers.TryWhole(call.Subject, out var whole) ? whole : Math.Round(number, (int)precision, MidpointRounding.ToEven),
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            var method => throw TemplateException.Failure($"'round' has no method '{PythonText.Of(method)}'"),
        };
    }
}
