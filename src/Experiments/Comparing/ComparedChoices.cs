namespace HeavySim.Experiments;

/// <summary>What two ensembles chose, right or wrong, on the same problems.</summary>
/// <param name="FirstMethod">The first's selector; the vote where none is recorded, as in an import.</param>
/// <param name="SecondMethod">The second's.</param>
/// <param name="First">The share the first has right.</param>
/// <param name="Second">The share the second has right.</param>
/// <param name="Difference">Their difference, tested by McNemar's mid-p.</param>
/// <param name="OnlyFirst">Problems only the first has right.</param>
/// <param name="OnlySecond">Problems only the second has right.</param>
/// <param name="ExactPValue">McNemar's exact p-value.</param>
/// <param name="SignFlipPValue">The sign-flip permutation test's p-value.</param>
public sealed record ComparedChoices(
    string FirstMethod,
    string SecondMethod,
    ReportedInterval First,
    ReportedInterval Second,
    ReportedDifference Difference,
    int OnlyFirst,
    int OnlySecond,
    double ExactPValue,
    double SignFlipPValue);
