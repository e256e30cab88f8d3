namespace HeavySim.Statistics;

/// <summary>Accuracy at one number of samples.</summary>
/// <param name="K">Samples drawn per problem.</param>
/// <param name="Problems">The denominator: graded problems with at least that many samples.</param>
/// <param name="Majority">maj@k, in 0..1, with its 95 % interval over problems.</param>
/// <param name="Pass">pass@k, in 0..1, with its 95 % interval over problems.</param>
public sealed record CurvePoint(int K, int Problems, Estimate Majority, Estimate Pass);
