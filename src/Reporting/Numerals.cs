using System.Globalization;
using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>Figures as readers of a report want them; unknown is a dash.</summary>
internal static class Numerals
{
    public const string Unknown = "–";

    /// <summary>A share in 0..1 as a percentage with one decimal.</summary>
    public static string Percent(double? share) =>
        share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Unknown;

    /// <summary>A percentage with its 95 % interval.</summary>
    public static string Percent(Estimate? share) => Percent(share?.Value, share?.Low, share?.High);

    /// <summary>A percentage with its 95 % interval.</summary>
    public static string Percent(double? value, double? low, double? high) =>
        value is null ? Unknown
        : low is { } from && high is { } to ? $"{Percent(value)} [{100 * from:0.0}, {100 * to:0.0}]"
        : Percent(value);

    /// <summary>A p-value.</summary>
    public static string Probability(double p) => p < .001 ? "<0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun, in the plural where there is not one of it.</summary>
    public static string Counted(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Count(long? count) => count is { } known ? known.ToString("#,0", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A number with at most three decimals and no trailing zeros.</summary>
    public static string Tidy(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>Three significant digits with a letter for the magnitude: 940, 1.25k, 31.4M.</summary>
    public static string Short(double? value) => value switch
    {
        null => Unknown,
        >= 999.5e6 => Digits(value.Value / 1e9) + "B",
        >= 999.5e3 => Digits(value.Value / 1e6) + "M",
        >= 999.5 => Digits(value.Value / 1e3) + "k",
        _ => Digits(value.Value),
    };

    public static string Dollars(decimal? cost) => cost switch
    {
        null => Unknown,
        0 => "$0",
        >= 1 => "$" + cost.Value.ToString("#,0.00", CultureInfo.InvariantCulture),
        >= .1m => "$" + cost.Value.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => "$" + cost.Value.ToString("0.00####", CultureInfo.InvariantCulture),
    };

    public static string Seconds(double? seconds) => seconds switch
    {
        null => Unknown,
        0 => "0 s",
        < 1 => Digits(seconds.Value * 1000) + " ms",
        < 120 => Digits(seconds.Value) + " s",
        < 7200 => Digits(seconds.Value / 60) + " min",
        _ => Digits(seconds.Value / 3600) + " h",
    };

    /// <summary>
    /// A text cut to so many characters, with an ellipsis where something is missing; never between the halves of a surrogate pair.
    /// </summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
            return text;

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 99.95 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
