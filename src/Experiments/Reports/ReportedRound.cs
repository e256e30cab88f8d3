namespace HeavySim.Experiments.Reports;

/// <summary>One round, over the graded problems at which it has a sample. Shares are in 0..1.</summary>
/// <param name="Round">Its number, from 0.</param>
/// <param name="Problems">The denominator.</param>
/// <param name="Attempts">Attempts of a problem that were heard, on average.</param>
/// <param name="Right">The share of these attempts that is right.</param>
/// <param name="Vote">The vote over them, a tie being drawn uniformly.</param>
/// <param name="Any">Whether any of them is right.</param>
/// <param name="OutputTokens">Output tokens per problem, all attempts included; null where not all are known.</param>
public sealed record ReportedRound(
    int Round, int Problems, double Attempts, Estimate Right, Estimate Vote, Estimate Any, double? OutputTokens);
