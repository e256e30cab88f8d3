namespace HeavySim.Experiments.Comparing;

/// <summary>Accuracy against the number of agents, as one selector fuses their answers.</summary>
/// <param name="Method">The selector's name.</param>
/// <param name="Points">One point for each k, ascending.</param>
public sealed record SelectorCurve(string Method, IReadOnlyList<SelectorPoint> Points);
