namespace HeavySim.Reporting;

/// <summary>The size a chart is drawn for, in CSS pixels; text is 12 px at every size.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
internal sealed record ChartSize(int Width, int Height)
{
    /// <summary>The full width of a page.</summary>
    public static ChartSize Wide { get; } = new(1040, 420);

    /// <summary>Half the width of a page.</summary>
    public static ChartSize Half { get; } = new(508, 360);

    /// <summary>A phone held upright.</summary>
    public static ChartSize Narrow { get; } = new(340, 320);
}
