namespace HeavySim.Experiments;

/// <summary>The effect on one category. Of many categories one or the other leaves 0 out of its interval by chance alone.</summary>
/// <param name="Category">The category, or null for problems without one.</param>
/// <param name="Problems">The denominator.</param>
/// <param name="First">The share of choices the first has right.</param>
/// <param name="Second">The share the second has right.</param>
/// <param name="Difference">Their difference.</param>
/// <param name="Low">Its 95 % interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record ComparedCategory(string? Category, int Problems, double First, double Second, double Difference, double Low, double High);
