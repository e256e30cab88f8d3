namespace HeavySim.Experiments.Comparing;

/// <summary>What a selector makes of k of a run's agents.</summary>
/// <param name="Agents">k.</param>
/// <param name="Accuracy">
/// The mean accuracy over choices of k agents, with its interval over problems; where choices were drawn, their error is part of it.
/// </param>
/// <param name="Tokens">
/// Mean tokens of a problem, in and out: the attempts of k agents and the findings the selector reads; null where some are not known.
/// </param>
/// <param name="Problems">The problems it was computed on.</param>
/// <param name="Draws">
/// How many choices of k agents were drawn for each problem, and the same for all selectors; null where every choice was looked at.
/// </param>
public sealed record SelectorPoint(int Agents, Estimate Accuracy, double? Tokens, int Problems, int? Draws);
