using HeavySim.Statistics;

namespace HeavySim.Cli.Rendering;

/// <summary>Figures as people read them; unknown is a dash.</summary>
internal static class Figures
{
    public const string Unknown = "–";

    /// <summary>A share as a percentage with two decimals.</summary>
    public static string Percent(double? share) =>
        share is { } known ? (100 * known).ToString("0.00", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A difference of shares in points, with its sign.</summary>
    public static string Points(double? difference) =>
        difference is { } known ? (100 * known).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A p-value; what is below the last digit is said to be.</summary>
    public static string PValue(double value) => value < .0001 ? "< 0.0001" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Interval(Estimate? estimate) => Interval(estimate?.Low, estimate?.High);

    public static string Interval(double? low, double? high) =>
        low is { } from && high is { } to ? $"{Percent(from)} – {Percent(to)}" : Unknown;

    public static string Count(long? count) => count is { } known ? known.ToString("#,0", CultureInfo.InvariantCulture) : Unknown;

    public static string Dollars(decimal? cost) =>
        cost is { } known ? "$" + known.ToString("#,0.00##", CultureInfo.InvariantCulture) : Unknown;

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => $"{time.TotalMilliseconds:0} ms",
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };

    /// <summary>A count with its noun, in the plural where there is not one of it.</summary>
    public static string Counted(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>What was spent; what was estimated says so, and the cost that follows from it.</summary>
    /// <param name="usage">The bill.</param>
    /// <param name="isAllEstimated">True when nobody counted any of its tokens.</param>
    public static string Usage(Usage usage, bool isAllEstimated)
    {
        var estimated = !usage.IsEstimated ? "" : isAllEstimated ? " (estimated)" : " (partly estimated)";
        return $"{Counted(usage.Calls, "call")}, {Count(usage.InputTokens)} tokens in, {Count(usage.OutputTokens)} out{estimated}, "
            + $"cost {Dollars(usage.Cost)}{(usage.Cost > 0 ? estimated : "")}";
    }
}
