namespace HeavySim.Experiments.Comparing;

/// <summary>Two sides at equal expense: vote against vote, or the choices of one against the vote of the other.</summary>
/// <param name="Tokens">Output tokens per problem.</param>
/// <param name="FirstK">
/// Samples the first buys with them, where a fraction mixes its two neighbours; null where its choices are meant, at what they took.
/// </param>
/// <param name="SecondK">The same of the second.</param>
/// <param name="First">Accuracy of the first.</param>
/// <param name="Second">Accuracy of the second.</param>
/// <param name="Majority">Their difference.</param>
internal sealed record ComparedAtTokens(
    double Tokens, double? FirstK, double? SecondK, Estimate First, Estimate Second, ReportedDifference Majority);
