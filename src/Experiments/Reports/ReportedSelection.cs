namespace HeavySim.Experiments.Reports;

/// <summary>The accuracy of what the ensemble chose.</summary>
/// <param name="Agents">The ensemble's size.</param>
/// <param name="Method">The selector.</param>
/// <param name="Accuracy">
/// The share of graded problems solved; a problem that no agent answered is in the denominator, one whose every attempt failed is not.
/// </param>
/// <param name="Problems">The denominator.</param>
public sealed record ReportedSelection(int Agents, string Method, Estimate? Accuracy, int Problems)
{
    /// <summary>
    /// True where the selector learns from other problems: then the accuracy is of choices made as the run went, each with what had been
    /// seen by then.
    /// </summary>
    public bool DecidedAsItWent { get; init; }

    /// <summary>
    /// The accuracy of such a selector where every problem is decided anew with what the whole run has shown (and golds, where they were
    /// asked for), as in its curve, whose last point it is; null for other selectors, and where there is no curve.
    /// </summary>
    public Estimate? DecidedAnew { get; init; }
}
