namespace HeavySim.Experiments;

/// <summary>The curve at one k.</summary>
/// <param name="K">Samples per problem.</param>
/// <param name="Problems">The denominator: graded problems with at least that many samples.</param>
/// <param name="Majority">maj@k.</param>
/// <param name="Pass">pass@k.</param>
public sealed record ReportedPoint(int K, int Problems, ReportedInterval Majority, ReportedInterval Pass);
