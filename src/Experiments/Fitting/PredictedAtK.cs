namespace HeavySim.Experiments.Fitting;

/// <summary>
/// What to expect with k samples per problem. Up to the samples that the prediction was made from, it is what was recorded.
/// </summary>
/// <param name="K">Samples per problem.</param>
/// <param name="Majority">maj@k.</param>
/// <param name="Pass">pass@k.</param>
/// <param name="OutputTokens">Output tokens per problem; null where not recorded.</param>
/// <param name="Cost">US dollars per problem; null where not recorded.</param>
/// <param name="MedianSeconds">Median seconds until the last of k agents working side by side is in; null where not recorded.</param>
/// <param name="SlowSeconds">The same of the slowest twentieth of the problems (95th percentile).</param>
internal sealed record PredictedAtK(
    int K,
    Estimate Majority,
    Estimate Pass,
    Estimate? OutputTokens,
    Estimate? Cost,
    Estimate? MedianSeconds,
    Estimate? SlowSeconds);
