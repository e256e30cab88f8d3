namespace HeavySim.Experiments;

/// <summary>Two runs at equal numbers of samples.</summary>
/// <param name="K">Samples per problem.</param>
/// <param name="First">maj@k of the first.</param>
/// <param name="Second">maj@k of the second.</param>
/// <param name="Majority">Their difference.</param>
/// <param name="FirstPass">pass@k of the first.</param>
/// <param name="SecondPass">pass@k of the second.</param>
/// <param name="Pass">Their difference.</param>
public sealed record ComparedAtK(
    int K, ReportedInterval First, ReportedInterval Second, ReportedDifference Majority, ReportedInterval FirstPass, ReportedInterval SecondPass, ReportedDifference Pass);
