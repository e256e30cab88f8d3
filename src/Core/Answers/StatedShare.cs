using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Core;

/// <summary>A share as models write it: "0.83", "83%", "83" or "8/10".</summary>
internal static class StatedShare
{
    /// <summary>Reads the share that a pattern found.</summary>
    /// <param name="figure">
    /// A match with the groups <c>value</c> (digits, perhaps with a point), <c>percent</c> and <c>of</c> (digits), the latter two optional.
    /// </param>
    /// <returns>The share in 0..1; null when it makes no sense.</returns>
    public static double? Read(Match figure)
    {
        if (!double.TryParse(figure.Groups["value"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;

        if (figure.Groups["of"].Success)
            value = double.TryParse(figure.Groups["of"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of > 0
                ? value / of
                : double.NaN;
        else if (figure.Groups["percent"].Success || value > 1)
            value /= 100;

        return value is >= 0 and <= 1 ? value : null;
    }
}
