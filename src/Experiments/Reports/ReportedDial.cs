namespace HeavySim.Experiments.Reports;

/// <summary>How much compute a run gave each problem, and what asking every agent at every problem would have cost.</summary>
/// <param name="Levels">How many agents were asked, fewest first.</param>
/// <param name="MeanAgents">Agents asked per problem.</param>
/// <param name="OutputTokens">Tokens the attempts generated; null when not known.</param>
/// <param name="FixedAgents">The size of the ensemble.</param>
/// <param name="FixedOutputTokens">
/// An estimate of the tokens that all of these agents would have generated: at each problem as many as its own completed attempts did on
/// average, scouts aside; where only scouts were asked, as many as the attempts at the other problems. Null when not known.
/// </param>
/// <param name="TokenShare">The one as a share of the other.</param>
public sealed record ReportedDial(
    IReadOnlyList<ReportedLevel> Levels, double MeanAgents, long? OutputTokens, int FixedAgents, double? FixedOutputTokens,
    double? TokenShare);
