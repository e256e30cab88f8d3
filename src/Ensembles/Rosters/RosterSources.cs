using HeavySim.Agents;
using HeavySim.Ensembles.Endpoints;
using HeavySim.Records.Samples;
using HeavySim.Simulation;

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
        var file = ReadFile(plan);
        var options = new RosterOptions
        {
            Strategies = plan.Mode.Strategies,
            Effort = plan.Mode.Effort,
            Scouts = plan.Mode.Scouts,
            AsksConfidence = plan.AsksConfidence,
            Temperature = plan.Temperature,
            MaxOutputTokens = plan.MaxOutputTokens,
        };
        if (plan.Endpoints.Count == 0 && file.Roster.Count > 0)
        {
            var named = file.Roster.Select(static e => e.Endpoint).Distinct(StringComparer.Ordinal)
                .ToDictionary(static e => e, e => Find(EndpointSource.Parse(e), plan, file, problems, answers), StringComparer.Ordinal);
            RefuseMixed([.. named.Values]);
            return new WrittenRosterSource(file.Roster, named, options, tools, answers, plan.Seed);
        }

        var written = plan.Endpoints.Count > 0 ? plan.Endpoints : [Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } url ? url : "sim:"];
        var sources = written.Select(EndpointSource.Parse).ToList();
        if (sources.OfType<EndpointSource.Replay>().FirstOrDefault() is { } replay)
        {
            if (sources.Count > 1)
                throw new HeavySimException("replay: cannot be mixed with other endpoints: recorded answers take no time, so nothing could be compared.");

            if (tools.Description != "none")
                throw new HeavySimException("replay: takes no tools: its answers are recorded.");

            return new ReplayRosterSource(await RecordedSamples.LoadAsync(replay.Path, answers, cancellationToken), answers);
        }

        var models = sources.ConvertAll(source => Find(source, plan, file, problems, answers));
        RefuseMixed(models);
        return new ChatRosterSource(models, string.Join(' ', written.Select(WithoutSecrets)), options, tools, answers, plan.Seed);
    }

    private static IModelSource Find(EndpointSource source, EnsemblePlan plan, RosterFile file, IReadOnlyList<Problem> problems, IAnswerEngine answers)
    {
        // How long an attempt may take is the fan-out's to say: the client is patient for as long as it is let.
        var resilience = new ResilienceOptions { MaxConcurrency = plan.Concurrency };
        return source switch
        {
            EndpointSource.Simulated when plan.Cache is not null =>
                throw new HeavySimException("sim: takes no cache: its answers cost nothing."),
            EndpointSource.Simulated(var profile) =>
                new SimulatedModelSource(profile, ProfileCatalog.Load(profile), problems, answers, plan.Models, resilience, plan.Seed,
                    plan.LoggerFactory),
            EndpointSource.Http(var url) => new HttpModelSource(new EndpointOptions
            {
                Name = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}",
                BaseUrl = url.ToString(),
                Models = plan.Models,
                ApiKeyEnv = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OPENAI_API_KEY")) ? null : "OPENAI_API_KEY",
                MaxOutputTokens = plan.MaxOutputTokens,
                Resilience = resilience,
            }, plan.LoggerFactory, plan.Cache),
            EndpointSource.Named(var name) => Configured(name, plan, file),
            _ => throw new HeavySimException($"'{source}' is no model."),
        };
    }

    private static HttpModelSource Configured(string name, EnsemblePlan plan, RosterFile file)
    {
        if (!file.Endpoints.TryGetValue(name, out var options))
            throw new HeavySimException($"There is no endpoint '{name}': {plan.Config.Path} {(file.Endpoints.Count == 0 ? "names none" : "names " + string.Join(", ", file.Endpoints.Keys))}.");

        return new HttpModelSource(plan.Models.Count > 0 ? options with { Models = plan.Models } : options, plan.LoggerFactory, plan.Cache);
    }

    private static RosterFile ReadFile(EnsemblePlan plan) =>
        plan.Config.IsThere ? RosterFile.Read(plan.Config.Path) : new RosterFile();

    private static void RefuseMixed(IReadOnlyList<IModelSource> models)
    {
        if (models.Any(static m => m.IsSimulated) && !models.All(static m => m.IsSimulated))
            throw new HeavySimException("sim: cannot be mixed with real endpoints: one lives in virtual time, the other does not.");
    }

    /// <summary>An endpoint as it may be recorded: no user, password or query, which can hold keys.</summary>
    private static string WithoutSecrets(string endpoint) =>
        EndpointSource.Parse(endpoint) is EndpointSource.Http(var url) ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : endpoint;
}
