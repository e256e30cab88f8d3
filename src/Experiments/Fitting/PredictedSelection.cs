namespace HeavySim.Experiments.Fitting;

/// <summary>What a selector other than the vote is expected to make of more agents than recorded.</summary>
/// <param name="Method">The selector's name.</param>
/// <param name="Agents">The agents on record that it is predicted from.</param>
/// <param name="Problems">The problems it was seen at.</param>
/// <param name="IsChecked">True where it reads what agents found of each other's answers.</param>
/// <param name="FindingTokens">
/// Output tokens per problem of the findings it reads with all recorded agents, beyond the attempts; null where not known.
/// </param>
/// <param name="Share">
/// How much it gets, with all recorded agents, of what the vote leaves and some agent has right: 1 for all, 0 where it is no better than
/// the vote, below where it is worse.
/// </param>
/// <param name="Points">At k = 1, 2, 4, ... and the number asked for.</param>
internal sealed record PredictedSelection(
    string Method, int Agents, int Problems, bool IsChecked, double? FindingTokens, double Share,
    IReadOnlyList<PredictedSelectionAtK> Points);
