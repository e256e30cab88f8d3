namespace HeavySim.Simulation;

/// <summary>One kind of problem in a mixture.</summary>
/// <param name="Probability">That one attempt is right, 0..1.</param>
/// <param name="Weight">Share of problems of this kind, relative to the other weights.</param>
public sealed record DifficultyPoint(double Probability, double Weight);
