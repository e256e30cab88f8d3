namespace HeavySim.Ensembles.Rosters;

/// <summary>The prompt strategies that the options ask for: by name, or from a file of one's own.</summary>
internal static class StrategyChoice
{
    /// <summary>The strategies, or null where nothing was asked for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="config">The configuration file, which may have strategies of one's own.</param>
    /// <param name="faults">Gets what is wrong with them.</param>
    public static IReadOnlyList<PromptStrategy>? Of(EnsembleOptions options, ConfigurationFile config, List<EnsembleFault> faults)
    {
        var isNamed = options.Strategies is { Count: > 0 };
        if (isNamed && options.PromptFile is not null)
            faults.Add(new EnsembleFault("promptFile", "cannot be combined with strategies: its messages stand in their place."));
        try
        {
            return options.PromptFile is { } path ? [WrittenPrompts.Strategy(path)]
                : isNamed ? PromptStrategies.Named([.. options.Strategies!], WrittenPrompts.Strategies(config))
                : null;
        }
        catch (HeavySimException error)
        {
            faults.Add(new EnsembleFault(options.PromptFile is null ? "strategies" : "promptFile", $"cannot be used: {error.Message}"));
            return null;
        }
    }
}
