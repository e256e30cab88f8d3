using HeavySim.Experiments.Statistics;

namespace HeavySim.Experiments;

/// <summary>A share with its 95 % interval over problems; null throughout when it is not known.</summary>
/// <param name="Value">The estimate, in 0..1.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record ReportedInterval(double? Value, double? Low, double? High)
{
    /// <summary>Not known.</summary>
    public static ReportedInterval Unknown { get; } = new(null, null, null);

    /// <summary>The same of an estimate.</summary>
    public static ReportedInterval Of(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
