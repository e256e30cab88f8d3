namespace HeavySim.Experiments.Comparing;

/// <summary>Two runs at equal numbers of samples.</summary>
/// <param name="K">Samples per problem.</param>
/// <param name="First">maj@k of the first.</param>
/// <param name="Second">maj@k of the second.</param>
/// <param name="Majority">Their difference.</param>
/// <param name="FirstPass">pass@k of the first.</param>
/// <param name="SecondPass">pass@k of the second.</param>
/// <param name="Pass">Their difference.</param>
internal sealed record ComparedAtK(
    int K, Estimate First, Estimate Second, ReportedDifference Majority, Estimate FirstPass, Estimate SecondPass, ReportedDifference Pass);
