using System.Globalization;

namespace HeavySim.Core;

/// <summary>
/// Numbers as options write them: a point before decimals, an exponent where it helps, nothing between thousands and no blanks, whatever
/// the culture. What is no number, or too large for one (NaN, Infinity, 1e999), is none.
/// </summary>
internal static class WrittenNumber
{
    /// <summary>Reads any number; 0.2, .2, 2e-1.</summary>
    public static bool TryReal(string text, out double number) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
        out number) && double.IsFinite(number);

    /// <summary>Reads a whole number.</summary>
    public static bool TryWhole(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
