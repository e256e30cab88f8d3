namespace HeavySim.Experiments;

/// <summary>What a stop rule would have made of a run that waited for every attempt, in the order in which that run's attempts ended.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Problems">Problems replayed: those whose every attempt ended.</param>
/// <param name="MeanSamples">Attempts ended when the rule would have stopped, on average.</param>
/// <param name="MeanFull">Attempts of the run, on average.</param>
/// <param name="Changed">Problems at which the vote's leader would have been another than in the end.</param>
/// <param name="Accuracy">The share of graded problems whose leader at the stop is right, or null when none is graded.</param>
public sealed record ReportedShadow(string Rule, int Problems, double MeanSamples, double MeanFull, int Changed, double? Accuracy);
