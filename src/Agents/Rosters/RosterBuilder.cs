namespace HeavySim.Agents;

/// <summary>
/// Makes the agents of a solve, each with its own seed, strategy and temperature, so that 32 agents are not 32 copies. What agent i is does
/// not depend on how many follow it: a larger roster begins with the smaller one.
/// </summary>
public static class RosterBuilder
{
    /// <summary>The most agents of a roster.</summary>
    public const int MaxAgents = 32;

    // Multiples of the golden ratio, modulo 1, fill an interval evenly however many there are (Weyl 1916).
    private const double Golden = 0.6180339887498949;

    private static readonly PromptStrategy Direct = PromptStrategies.Named(["direct"])[0];

    /// <summary>N agents, dealt out over the endpoints and their models in turn.</summary>
    /// <param name="agents">How many; 1 to <see cref="MaxAgents"/>.</param>
    /// <param name="endpoints">The models to ask; at least one.</param>
    /// <param name="options">How the agents differ.</param>
    /// <param name="answers">Finds answers in texts.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="HeavySimException">The number is out of range, there is no endpoint, or an option is not valid.</exception>
    public static IReadOnlyList<IAgent> Build(
        int agents, IReadOnlyList<EndpointBinding> endpoints, RosterOptions options, IAnswerEngine answers, TimeProvider timeProvider)
    {
        options.Validate();
        CheckCount(agents);
        if (endpoints.Count == 0)
            throw new HeavySimException("A roster needs at least one endpoint.");

        var roster = new IAgent[agents];
        for (var i = 0; i < agents; i++)
        {
            // By rounds, so that every strategy meets every endpoint also where their numbers have a common divisor.
            var strategy = options.Strategies[i / endpoints.Count % options.Strategies.Count];
            roster[i] = Create(
                i, endpoints[i % endpoints.Count], strategy, TemperatureOf(i, null, options), options, answers, timeProvider);
        }

        return roster;
    }

    /// <summary>The agents of a roster that was written down.</summary>
    /// <param name="entries">The roster's lines.</param>
    /// <param name="resolve">Finds the binding for a line's endpoint and model; called once for each line.</param>
    /// <param name="options">What holds where a line says nothing.</param>
    /// <param name="answers">Finds answers in texts.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="HeavySimException">There are too few or too many agents, or a line is not valid.</exception>
    internal static IReadOnlyList<IAgent> Build(
        IReadOnlyList<RosterEntry> entries, Func<RosterEntry, EndpointBinding> resolve, RosterOptions options, IAnswerEngine answers,
        TimeProvider timeProvider)
    {
        options.Validate();
        CheckCount(entries.Sum(entry => entry.Count));
        var roster = new List<IAgent>();
        foreach (var entry in entries)
        {
            var binding = resolve(entry);
            var strategies = entry.Strategy is { } name ? PromptStrategies.Named([name], options.Own) : options.Strategies;
            for (var i = 0; i < entry.Count; i++)
            {
                var index = roster.Count;
                roster.Add(Create(
                    index, binding, strategies[index % strategies.Count], TemperatureOf(index, entry.Temperature, options),
                    entry.Effort is { } effort ? options with { Effort = effort } : options, answers, timeProvider));
            }
        }

        return roster;
    }

    private static ChatAgent Create(
        int index, EndpointBinding binding, PromptStrategy strategy, double? temperature, RosterOptions options, IAnswerEngine answers,
        TimeProvider timeProvider)
    {
        var isScout = index < options.Scouts;
        strategy = isScout ? Direct : strategy;
        var card = new AgentCard(index, binding.Model, binding.Name, strategy.Name, temperature);
        return new ChatAgent(card, binding.Client, answers, timeProvider, new ChatAgentOptions
        {
            Strategy = strategy,
            MaxOutputTokens = options.MaxOutputTokens,
            Effort = isScout ? ReasoningEffort.Low : options.Effort,
            Prices = binding.Prices,
            AsksConfidence = options.AsksConfidence,
            TopLogprobs = options.TopLogprobs,
            ConfidenceWindow = options.ConfidenceWindow,
        });
    }

    private static double? TemperatureOf(int index, double? written, RosterOptions options)
    {
        if (written is not null)
            return written;

        if (options.UsesEndpointTemperature)
            return null;

        if (options.Temperature is not null)
            return options.Temperature;

        var place = (0.5 + (index * Golden)) % 1;
        return Math.Round(options.LowestTemperature + (place * (options.HighestTemperature - options.LowestTemperature)), 2);
    }

    private static void CheckCount(int agents)
    {
        if (agents is < 1 or > MaxAgents)
            throw new HeavySimException($"A roster has 1 to {MaxAgents} agents, not {agents}.");
    }
}
