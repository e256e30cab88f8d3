namespace HeavySim.Experiments.Reports;

/// <summary>pass@k where it is known how many samples of each problem passed, and not which.</summary>
/// <param name="K">Samples drawn per problem.</param>
/// <param name="Problems">The denominator: such problems with at least that many samples.</param>
/// <param name="Pass">pass@k, in 0..1, with its 95 % interval over problems.</param>
public sealed record ReportedPass(int K, int Problems, Estimate Pass);
