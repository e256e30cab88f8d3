namespace HeavySim.Agents;

/// <summary>How a <see cref="ChatAgent"/> answers.</summary>
public sealed record ChatAgentOptions
{
    /// <summary>The way to go about problems. Default: step by step.</summary>
    public PromptStrategy Strategy { get; init; } = PromptStrategies.All[0];

    /// <summary>The most tokens an attempt may generate, or null for the endpoint's own limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>How much the model is asked to reason, or null (the default) for the endpoint's own way.</summary>
    public ReasoningEffort? Effort { get; init; }

    /// <summary>What tokens cost, used where the endpoint does not say itself; or null where that is not known.</summary>
    public TokenPrices? Prices { get; init; }

    /// <summary>True to ask the model how sure it is. A confidence that it states unasked is read in any case.</summary>
    public bool AsksConfidence { get; init; }

    /// <summary>
    /// How many candidates of each token the endpoint is asked for the log-probabilities of, 2 to 20, to measure
    /// <see cref="TokenConfidence"/>; null (the default) asks for none.
    /// </summary>
    public int? TopLogprobs { get; init; }

    /// <summary>Tokens in a group of <see cref="TokenConfidence"/>, at least 1. Default 2,048, as DeepConf.</summary>
    public int ConfidenceWindow { get; init; } = 2048;

    /// <summary>
    /// The least time between two progress reports; what comes in between is joined. Default 50 ms; zero reports every update.
    /// </summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(50);
}
