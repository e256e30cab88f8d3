namespace HeavySim.Experiments.Reports;

/// <summary>Problems that ended at one setting of the dial.</summary>
/// <param name="Agents">How many agents were asked.</param>
/// <param name="Problems">At how many problems.</param>
/// <param name="Share">Their share of all solved problems.</param>
/// <param name="Accuracy">The share of them that was solved, or null when none is graded.</param>
public sealed record ReportedLevel(int Agents, int Problems, double Share, double? Accuracy);
