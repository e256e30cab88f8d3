namespace HeavySim.Experiments.Statistics;

/// <summary>What a stop rule would have done on a problem set.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Problems">The denominator.</param>
/// <param name="Accuracy">Accuracy at the stop, in 0..1, with its interval over problems.</param>
/// <param name="Samples">Samples per problem, with its interval over problems.</param>
public sealed record StopSummary(string Rule, int Problems, Estimate Accuracy, Estimate Samples);
