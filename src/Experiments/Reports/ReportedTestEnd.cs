namespace HeavySim.Experiments.Reports;

/// <summary>One end to which programs came in their tests.</summary>
/// <param name="End">The end.</param>
/// <param name="Programs">How many attempts.</param>
public sealed record ReportedTestEnd(TestEnd End, long Programs);
