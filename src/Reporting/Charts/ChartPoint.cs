namespace HeavySim.Reporting;

/// <summary>A point of a chart.</summary>
/// <param name="X">Across, in the unit of the axis.</param>
/// <param name="Y">Up, in the unit of the axis.</param>
/// <param name="Low">The lower end of its interval, or null when there is none.</param>
/// <param name="High">The upper end of its interval, or null.</param>
/// <param name="Title">What is said on hover; empty for nothing.</param>
internal sealed record ChartPoint(double X, double Y, double? Low = null, double? High = null, string Title = "");
