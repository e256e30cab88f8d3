namespace HeavySim.Experiments.Statistics;

/// <summary>What to expect with k samples per problem on the same problems.</summary>
/// <param name="K">Samples per problem.</param>
/// <param name="Majority">maj@k with its 95 % prediction interval; the standard error is the predictive standard deviation.</param>
/// <param name="Pass">pass@k with its 95 % prediction interval.</param>
public sealed record PredictedPoint(int K, Estimate Majority, Estimate Pass);
