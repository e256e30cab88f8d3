namespace HeavySim.Experiments.Comparing;

/// <summary>What a selector makes of one problem with k agents, over the choices of k agents that were looked at.</summary>
/// <param name="Right">The share of choices whose answer is right, in 0..1.</param>
/// <param name="OutputTokens">Mean output tokens of the attempts and of the findings it reads; null where some are not known.</param>
internal sealed record SubsetShare(double Right, double? OutputTokens);
