using System.Runtime.InteropServices;

namespace HeavySim.Statistics;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="StandardError">The standard error, or null where it is not known (a single problem).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Estimate(double Value, double Low, double High, double? StandardError = null);
