namespace HeavySim.Agents;

/// <summary>How a roster makes its agents different from each other, and what it grants each.</summary>
public sealed record RosterOptions
{
    /// <summary>The strategies, dealt out in turn. Default: all.</summary>
    public IReadOnlyList<PromptStrategy> Strategies { get; init; } = PromptStrategies.All;

    /// <summary>Further strategies that lines of a written roster may name, by name. Default none.</summary>
    internal IReadOnlyDictionary<string, PromptStrategy> Own { get; init; } =
        new Dictionary<string, PromptStrategy>(StringComparer.Ordinal);

    /// <summary>One temperature for all agents, or null to spread them. Range 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>The lowest of the spread temperatures. Default 0.5; range 0 to 2.</summary>
    public double LowestTemperature { get; init; } = 0.5;

    /// <summary>The highest of the spread temperatures. Default 1; from the lowest to 2.</summary>
    public double HighestTemperature { get; init; } = 1;

    /// <summary>True to send no temperature at all: every agent has the endpoint's own default.</summary>
    public bool UsesEndpointTemperature { get; init; }

    /// <summary>The most tokens an attempt may generate, or null for the endpoint's own limit. At least 1.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>True to ask the models how sure they are.</summary>
    public bool AsksConfidence { get; init; }

    /// <summary>
    /// How many candidates of each token endpoints are asked for the log-probabilities of, 2 to 20; null (the default) for none.
    /// </summary>
    public int? TopLogprobs { get; init; }

    /// <summary>Tokens in a group of <see cref="TokenConfidence"/>, at least 1. Default 2,048, as DeepConf.</summary>
    public int ConfidenceWindow { get; init; } = 2048;

    /// <summary>How much the models are asked to reason, or null (the default) for the endpoint's own way.</summary>
    public ReasoningEffort? Effort { get; init; }

    /// <summary>
    /// How many agents at the roster's head are scouts, 0 (the default) or more: they answer directly, with no reasoning to speak of, so
    /// that an easy problem is known for one before the others are asked.
    /// </summary>
    public int Scouts { get; init; }

    /// <summary>Refuses options that cannot be.</summary>
    /// <exception cref="HeavySimException">Something is out of range; the message names all that is.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        if (Strategies.Count == 0)
            errors.Add("at least one strategy is needed");

        if (Temperature is not (null or (>= 0 and <= 2)))
            errors.Add("the temperature must be 0 to 2");

        if (LowestTemperature is not (>= 0 and <= 2) || HighestTemperature is not (>= 0 and <= 2) || LowestTemperature > HighestTemperature)
            errors.Add("the temperatures must be spread over a range within 0 to 2");

        if (MaxOutputTokens is <= 0)
            errors.Add("the output limit must be 1 token or more");

        if (Scouts < 0)
            errors.Add("the number of scouts must be 0 or more");

        if (TopLogprobs is not (null or (>= TokenMarks.LeastTop and <= TokenMarks.MostTop)))
            errors.Add($"the log-probabilities must be those of {TokenMarks.LeastTop} to {TokenMarks.MostTop} candidates");

        if (ConfidenceWindow < 1)
            errors.Add("the window of token confidence must be 1 token or more");

        if (errors.Count > 0)
            throw new HeavySimException($"The roster is not valid: {string.Join("; ", errors)}.");
    }
}
