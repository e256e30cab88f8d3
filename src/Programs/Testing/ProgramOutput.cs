using System.Globalization;
using System.Numerics;

namespace HeavySim.Programs;

/// <summary>
/// Whether a program gave what its test expects, as LiveCodeBench's judge compares (Jain et al. 2024, arXiv:2403.07974): outputs line by
/// line, each exactly, else as decimals; results as JSON values.
/// </summary>
internal static class ProgramOutput
{
    /// <summary>Whether an output is the expected one.</summary>
    public static bool IsExpected(string output, string expected)
    {
        var (given, wanted) = (Lines(output), Lines(expected));
        return given.Length == wanted.Length && given.Zip(wanted).All(static lines => IsSameLine(lines.First, lines.Second));
    }

    /// <summary>Whether a result is the expected one: numbers by their value, True as 1 as in Python.</summary>
    public static bool IsExpected(JsonElement result, JsonElement expected) => (result.ValueKind, expected.ValueKind) switch
    {
        (JsonValueKind.Array, JsonValueKind.Array) =>
            result.GetArrayLength() == expected.GetArrayLength()
            && result.EnumerateArray().Zip(expected.EnumerateArray()).All(static items => IsExpected(items.First, items.Second)),
        // As JSON has them, keys are texts.
        (JsonValueKind.Object, JsonValueKind.Object) =>
            result.EnumerateObject().Count() == expected.EnumerateObject().Count()
            && expected.EnumerateObject().All(field => result.TryGetProperty(field.Name, out var own) && IsExpected(own, field.Value)),
        (JsonValueKind.String, JsonValueKind.String) => result.GetString() == expected.GetString(),
        _ => Number(result) is { } own && Number(expected) is { } wanted ? own == wanted
            : result.ValueKind == JsonValueKind.Null && expected.ValueKind == JsonValueKind.Null,
    };

    private static string[] Lines(string text) => [.. text.Trim().Split('\n').Select(static line => line.Trim())];

    private static bool IsSameLine(string given, string wanted)
    {
        if (given == wanted)
            return true;

        var (own, other) = (Words(given), Words(wanted));
        return own.Length == other.Length
            && own.Zip(other).All(static words => Decimal(words.First) is { } first && first == Decimal(words.Second));
    }

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static (BigInteger, long)? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (BigInteger.One, 0),
        JsonValueKind.False => (BigInteger.Zero, 0),
        JsonValueKind.Number => Decimal(value.GetRawText()),
        _ => null,
    };

    /// <summary>A decimal as a whole number without a zero at its end and the power of ten that it is multiplied by, exactly.</summary>
    private static (BigInteger, long)? Decimal(string text)
    {
        const int Longest = 10_000;
        if (text.Length > Longest)
            return null;

        var at = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0L;
        if (at >= 0 && !long.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return null;

        var mantissa = at >= 0 ? text[..at] : text;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        // Nothing but digits and a sign: the parser overlooks characters of value 0 at the end.
        if (mantissa.AsSpan().TrimStart("+-").IndexOfAnyExceptInRange('0', '9') >= 0
            || !BigInteger.TryParse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return null;
        if (whole.IsZero)
            return (whole, 0);

        var digits = mantissa.TrimEnd('0');
        exponent += mantissa.Length - digits.Length;
        return (BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent);
    }
}
