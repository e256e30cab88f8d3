using HeavySim.Experiments;
using HeavySim.Experiments.Statistics;

namespace HeavySim.Reporting;

/// <summary>An estimate as reports carry it.</summary>
internal static class EstimateForm
{
    /// <summary>The estimate with its interval.</summary>
    public static ReportedInterval ToReported(this Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
