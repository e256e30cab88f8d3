namespace HeavySim.Experiments.Reports;

/// <summary>The accuracy of what the ensemble chose.</summary>
/// <param name="Agents">The ensemble's size.</param>
/// <param name="Method">The selector.</param>
/// <param name="Accuracy">
/// The share of graded problems solved; a problem that no agent answered is in the denominator, one whose every attempt failed is not.
/// </param>
/// <param name="Problems">The denominator.</param>
public sealed record ReportedSelection(int Agents, string Method, Estimate? Accuracy, int Problems);
