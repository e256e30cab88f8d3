using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Finds the agents that an ensemble is to have.</summary>
internal static class RosterSources
{
    /// <param name="plan">What is asked for.</param>
    /// <param name="tools">What the agents may call.</param>
    /// <param name="problems">What will be asked: the simulated model knows the golds.</param>
    /// <param name="answers">Reads answers.</param>
    /// <param name="cancellationToken">Cancels the loading of files.</param>
    /// <exception cref="HeavySimException">An endpoint is wrong; the message says how to put it right.</exception>
    public static async Task<IRosterSource> FindAsync(
        EnsemblePlan plan, AgentTools tools, IReadOnlyList<Problem> problems, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var file = plan.Config.Roster();
        var settings = new EndpointSettings(plan, file, problems, answers);
        var own = WrittenPrompts.Strategies(plan.Config);
        var options = new RosterOptions
        {
            Own = own.Values.ToDictionary(static strategy => strategy.Name, StringComparer.Ordinal),
            Strategies = plan.Strategies ?? plan.Mode.Strategies,
            Effort = plan.Mode.Effort,
            Scouts = plan.Mode.Scouts,
            AsksConfidence = plan.AsksConfidence,
            TopLogprobs = plan.Logprobs?.Top,
            ConfidenceWindow = (plan.Logprobs ?? LogprobTerms.Usual).Window,
            Temperature = plan.Temperature,
            MaxOutputTokens = plan.MaxOutputTokens,
        };
        if (plan.Endpoints.Count == 0 && file.Roster.Count > 0)
        {
            var named = file.Roster.Select(static e => e.Endpoint).Distinct(StringComparer.Ordinal)
                .ToDictionary(static e => e, Open, StringComparer.Ordinal);
            Refuse(plan, [.. named.Values]);
            foreach (var source in named.Values)
                await source.PrepareAsync(cancellationToken);
            // A strategy of one's own goes by the name that tells its text.
            IReadOnlyList<RosterEntry> roster = [.. file.Roster.Select(entry =>
                entry.Strategy is { } name && own.TryGetValue(name, out var strategy) ? entry with { Strategy = strategy.Name } : entry)];
            return new WrittenRosterSource(roster, named, options, tools, answers, plan.Seed);
        }

        var written = plan.Endpoints.Count > 0
            ? plan.Endpoints
            : [Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } url ? url : "sim:"];
        if (written.Count == 1 && await EndpointKind.Of(written[0]).OpenAgentsAsync(written[0], settings, cancellationToken) is { } agents)
        {
            Refuse(plan, []);
            return agents;
        }

        List<IModelSource> models = [.. written.Select(Open)];
        Refuse(plan, models);
        foreach (var source in models)
            await source.PrepareAsync(cancellationToken);
        var description = string.Join(' ', written.Select(static e => EndpointKind.Of(e).WithoutSecrets(e)));
        return new ChatRosterSource(models, description, options, tools, answers, plan.Seed);

        IModelSource Open(string endpoint) => EndpointKind.Of(endpoint).Open(endpoint, settings);
    }

    private static void Refuse(EnsemblePlan plan, IReadOnlyList<IModelSource> models)
    {
        if ((plan.Threads is not null || plan.Template is not null) && !models.Any(static m => m is GgufModelSource))
            throw new HeavySimException("--threads and --template are for model files (gguf:), and no endpoint is one.");
        if (models.Any(static m => m.IsSimulated) && !models.All(static m => m.IsSimulated))
            throw new HeavySimException("sim: cannot be mixed with real endpoints: one lives in virtual time, the other does not.");
    }
}
