namespace HeavySim.Records.Store;

/// <summary>A solution without its texts.</summary>
/// <param name="Method">The selector's name.</param>
/// <param name="AnswerKey">The canonical answer chosen, or null when there is none.</param>
/// <param name="Grade">Its mark.</param>
/// <param name="Confidence">The selector's probability that the answer is right, or null.</param>
/// <param name="Stopped">Why the solve ended early, or null.</param>
/// <param name="Usage">All that was spent on the problem.</param>
/// <param name="Elapsed">Time from the first assignment to the selection.</param>
internal sealed record SolutionOutline(
    string Method, string? AnswerKey, Grade Grade, double? Confidence, string? Stopped, Usage Usage, TimeSpan Elapsed)
{
    /// <summary>
    /// True when a stop rule left samples undrawn: it looks at the answers, so those that were drawn are no random choice any more. Who is
    /// cut off by a clock or a budget is merely missing.
    /// </summary>
    public bool IsCurtailed => Stopped is not (null or "deadline" or "quorum" or Budgets.StoppedByProblem);
}
