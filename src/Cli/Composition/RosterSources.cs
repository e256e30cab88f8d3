using HeavySim.Agents;
using HeavySim.Cli.Options;
using HeavySim.Records.Samples;
using HeavySim.Simulation;

namespace HeavySim.Cli.Composition;

/// <summary>Finds the agents that the command line asks for.</summary>
internal static class RosterSources
{
    /// <param name="settings">The command line.</param>
    /// <param name="tools">What the agents may call.</param>
    /// <param name="problems">What will be asked: the simulated model knows the golds.</param>
    /// <param name="answers">Reads answers.</param>
    /// <param name="cancellationToken">Cancels the loading of files.</param>
    /// <exception cref="HeavySimException">An endpoint is wrong; the message says how to put it right.</exception>
    public static async Task<IRosterSource> FindAsync(
        SolvingSettings settings, AgentTools tools, IReadOnlyList<Problem> problems, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var file = ReadFile(settings);
        var options = new RosterOptions
        {
            Strategies = settings.Mode.Strategies,
            Effort = settings.Mode.Effort,
            Scouts = settings.Mode.Scouts,
            AsksConfidence = settings.AsksConfidence,
            Temperature = settings.Temperature,
            MaxOutputTokens = settings.MaxOutputTokens,
        };
        if (settings.Endpoints.Count == 0 && file.Roster.Count > 0)
        {
            var named = file.Roster.Select(static e => e.Endpoint).Distinct(StringComparer.Ordinal)
                .ToDictionary(static e => e, e => Find(EndpointSource.Parse(e), settings, file, problems, answers), StringComparer.Ordinal);
            RefuseMixed([.. named.Values]);
            return new WrittenRosterSource(file.Roster, named, options, tools, answers, settings.Seed);
        }

        var written = settings.Endpoints.Count > 0 ? settings.Endpoints : [Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } url ? url : "sim:"];
        var sources = written.Select(EndpointSource.Parse).ToList();
        if (sources.OfType<EndpointSource.Replay>().FirstOrDefault() is { } replay)
        {
            if (sources.Count > 1)
                throw new UsageException("replay: cannot be mixed with other endpoints: recorded answers take no time, so nothing could be compared.");

            if (tools.Description != "none")
                throw new UsageException("replay: takes no tools: its answers are recorded.");

            return new ReplayRosterSource(await RecordedSamples.LoadAsync(replay.Path, answers, cancellationToken), answers);
        }

        var models = sources.ConvertAll(source => Find(source, settings, file, problems, answers));
        RefuseMixed(models);
        return new ChatRosterSource(models, string.Join(' ', written.Select(WithoutSecrets)), options, tools, answers, settings.Seed);
    }

    private static IModelSource Find(EndpointSource source, SolvingSettings settings, RosterFile file, IReadOnlyList<Problem> problems, IAnswerEngine answers)
    {
        // A call that hangs on must leave its attempt the time for another one.
        var resilience = new ResilienceOptions { MaxConcurrency = settings.Concurrency, TotalTimeout = TimeSpan.FromSeconds(settings.AttemptDeadlineSeconds / 2) };
        return source switch
        {
            EndpointSource.Simulated(var profile) =>
                new SimulatedModelSource(profile, ProfileCatalog.Load(profile), problems, answers, settings.Models, resilience, settings.Seed),
            EndpointSource.Http(var url) => new HttpModelSource(new EndpointOptions
            {
                Name = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}",
                BaseUrl = url.ToString(),
                Models = settings.Models,
                ApiKeyEnv = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OPENAI_API_KEY")) ? null : "OPENAI_API_KEY",
                MaxOutputTokens = settings.MaxOutputTokens,
                Resilience = resilience,
            }),
            EndpointSource.Named(var name) => Configured(name, settings, file),
            _ => throw new UsageException($"'{source}' is no model."),
        };
    }

    private static HttpModelSource Configured(string name, SolvingSettings settings, RosterFile file)
    {
        if (!file.Endpoints.TryGetValue(name, out var options))
            throw new UsageException($"There is no endpoint '{name}': {settings.ConfigFile} {(file.Endpoints.Count == 0 ? "names none" : "names " + string.Join(", ", file.Endpoints.Keys))}.");

        return new HttpModelSource(settings.Models.Count > 0 ? options with { Models = settings.Models } : options);
    }

    private static RosterFile ReadFile(SolvingSettings settings) =>
        settings.IsConfigGiven || File.Exists(settings.ConfigFile) ? RosterFile.Read(settings.ConfigFile) : new RosterFile();

    private static void RefuseMixed(IReadOnlyList<IModelSource> models)
    {
        if (models.Any(static m => m.IsSimulated) && !models.All(static m => m.IsSimulated))
            throw new UsageException("sim: cannot be mixed with real endpoints: one lives in virtual time, the other does not.");
    }

    /// <summary>An endpoint as it may be recorded: no user, password or query, which can hold keys.</summary>
    private static string WithoutSecrets(string endpoint) =>
        EndpointSource.Parse(endpoint) is EndpointSource.Http(var url) ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : endpoint;
}
