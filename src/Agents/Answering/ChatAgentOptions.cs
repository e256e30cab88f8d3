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
    /// The least time between two progress reports; what comes in between is joined. Default 50 ms; zero reports every update.
    /// </summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(50);
}
