namespace HeavySim.Experiments.Comparing;

/// <summary>
/// The effect on one category. Of many categories one or the other leaves 0 out of its interval by chance alone: go by the adjusted
/// p-value.
/// </summary>
/// <param name="Category">The category, or null for problems without one.</param>
/// <param name="Problems">The denominator.</param>
/// <param name="First">The share of choices the first has right.</param>
/// <param name="Second">The share the second has right.</param>
/// <param name="Difference">Their difference.</param>
/// <param name="Low">Its 95 % interval's lower end, of this category alone.</param>
/// <param name="High">Its upper end.</param>
/// <param name="PValue">Two-sided, of this category alone, by the test of the choices.</param>
/// <param name="AdjustedPValue">The same after Holm's correction for all categories looked at.</param>
internal sealed record ComparedCategory(
    string? Category, int Problems, double First, double Second, double Difference, double Low, double High, double PValue,
    double AdjustedPValue);
