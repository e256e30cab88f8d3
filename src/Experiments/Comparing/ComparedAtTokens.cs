namespace HeavySim.Experiments;

/// <summary>The votes of two runs at equal expense.</summary>
/// <param name="Tokens">Output tokens per problem.</param>
/// <param name="FirstK">Samples the first buys with them; a fraction mixes its two neighbours.</param>
/// <param name="SecondK">Samples the second buys.</param>
/// <param name="First">Accuracy of the first's vote.</param>
/// <param name="Second">Accuracy of the second's.</param>
/// <param name="Majority">Their difference.</param>
public sealed record ComparedAtTokens(double Tokens, double FirstK, double SecondK, ReportedInterval First, ReportedInterval Second, ReportedDifference Majority);
