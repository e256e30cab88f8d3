namespace HeavySim.Experiments.Comparing;

/// <summary>What two ensembles chose, right or wrong, on the same problems.</summary>
/// <param name="FirstMethod">
/// The first's selector, or the stop rule replayed on its vote; where it is fusion, which learns as a run goes, that it chose again.
/// </param>
/// <param name="SecondMethod">The second's.</param>
/// <param name="First">The share the first has right.</param>
/// <param name="Second">The share the second has right.</param>
/// <param name="Difference">
/// Their difference, tested by McNemar's mid-p; by sign flips where a stop rule was replayed, as its choices are chances.
/// </param>
/// <param name="OnlyFirst">Problems only the first has right; null where choices are chances.</param>
/// <param name="OnlySecond">Problems only the second has right; likewise.</param>
/// <param name="ExactPValue">McNemar's exact p-value; likewise.</param>
/// <param name="SignFlipPValue">The sign-flip permutation test's p-value.</param>
/// <param name="FirstTokens">
/// Output tokens per problem that the first's choices took, checks and selection included; null where some are not known.
/// </param>
/// <param name="SecondTokens">The same of the second's.</param>
internal sealed record ComparedChoices(
    string FirstMethod,
    string SecondMethod,
    Estimate First,
    Estimate Second,
    ReportedDifference Difference,
    int? OnlyFirst,
    int? OnlySecond,
    double? ExactPValue,
    double SignFlipPValue,
    double? FirstTokens,
    double? SecondTokens);
