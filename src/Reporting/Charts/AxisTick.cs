namespace HeavySim.Reporting;

/// <summary>A labelled place on an axis.</summary>
/// <param name="Value">Where, in the unit of the axis.</param>
/// <param name="Label">What is written there.</param>
internal sealed record AxisTick(double Value, string Label);
