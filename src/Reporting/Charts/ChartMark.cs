namespace HeavySim.Reporting;

/// <summary>One thing drawn in a chart: a closed family.</summary>
/// <param name="Name">Its entry in the legend, or null for none.</param>
/// <param name="Colour">Its colour, by number in the palette.</param>
/// <param name="Points">Its points, ascending in x for lines and bands.</param>
internal abstract record ChartMark(string? Name, int Colour, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>The region between the intervals' ends.</summary>
    public sealed record Band(int Colour, IReadOnlyList<ChartPoint> Points) : ChartMark(null, Colour, Points);

    /// <summary>A line through the points.</summary>
    /// <param name="Name">Its entry in the legend, or null for none.</param>
    /// <param name="Colour">Its colour, by number in the palette.</param>
    /// <param name="Points">Its points.</param>
    /// <param name="IsDashed">True for the second line of a pair.</param>
    /// <param name="HasDots">True to mark every point that says something on hover.</param>
    public sealed record Line(string? Name, int Colour, IReadOnlyList<ChartPoint> Points, bool IsDashed = false, bool HasDots = false)
        : ChartMark(Name, Colour, Points);

    /// <summary>Single points, with whiskers where they have an interval.</summary>
    /// <param name="Name">Its entry in the legend, or null for none.</param>
    /// <param name="Colour">Its colour, by number in the palette.</param>
    /// <param name="Points">Its points.</param>
    /// <param name="IsDiamond">True for diamonds, false for discs.</param>
    public sealed record Dots(string? Name, int Colour, IReadOnlyList<ChartPoint> Points, bool IsDiamond = false)
        : ChartMark(Name, Colour, Points);

    /// <summary>Columns from the foot of the chart; those of several marks stand beside each other.</summary>
    public sealed record Bars(string? Name, int Colour, IReadOnlyList<ChartPoint> Points) : ChartMark(Name, Colour, Points);

    /// <summary>A thin grey line to compare with, under everything else.</summary>
    public sealed record Reference(string? Name, IReadOnlyList<ChartPoint> Points) : ChartMark(Name, -1, Points);
}
