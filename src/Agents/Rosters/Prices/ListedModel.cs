namespace HeavySim.Agents;

/// <summary>What is publicly known of a model at its provider.</summary>
/// <param name="Prices">What its tokens cost.</param>
/// <param name="ContextTokens">How many tokens prompt and answer may have together.</param>
internal sealed record ListedModel(TokenPrices Prices, int ContextTokens);
