using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Comparing;

/// <summary>A paired difference over the same problems, with its 95 % interval and test.</summary>
/// <param name="Value">First less second, in -1..1.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Test">How it was tested.</param>
/// <param name="Problems">The denominator.</param>
public sealed record ReportedDifference(double Value, double Low, double High, double PValue, string Test, int Problems)
{
    /// <summary>The same of a comparison.</summary>
    public static ReportedDifference Of(PairedComparison paired)
    {
        ArgumentNullException.ThrowIfNull(paired);
        return new(paired.Difference.Value, paired.Difference.Low, paired.Difference.High, paired.PValue, paired.Test, paired.Problems);
    }
}
