namespace HeavySim.Statistics.Predicting;

/// <summary>One problem as a selector and the vote do at it with more and more of the recorded agents.</summary>
/// <param name="Selected">The selector's accuracy at each size, in 0..1.</param>
/// <param name="Vote">maj@k at each size.</param>
/// <param name="Pass">pass@k at the last size.</param>
internal sealed record SelectedProblem(IReadOnlyList<double> Selected, IReadOnlyList<double> Vote, double Pass);
