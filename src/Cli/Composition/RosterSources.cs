using HeavySim.Agents;
using HeavySim.Cli.Options;
using HeavySim.Core;
using HeavySim.Experiments;
using HeavySim.Simulation;

namespace HeavySim.Cli.Composition;

/// <summary>Finds the agents that the command line asks for.</summary>
internal static class RosterSources
{
    /// <param name="settings">The command line.</param>
    /// <param name="mode">The mode's plan.</param>
    /// <param name="problems">What will be asked: the simulated model knows the golds.</param>
    /// <param name="answers">Reads answers.</param>
    /// <param name="cancellationToken">Calls the loading of files off.</param>
    /// <exception cref="HeavySimException">An endpoint is wrong; the message says how to put it right.</exception>
    public static async Task<IRosterSource> FindAsync(
        SolvingSettings settings, Mode mode, IReadOnlyList<Problem> problems, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var written = settings.Endpoints.Count > 0 ? settings.Endpoints : [Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } url ? url : "sim:"];
        var sources = written.Select(EndpointSource.Parse).ToList();
        if (sources.OfType<EndpointSource.Replay>().FirstOrDefault() is { } replay)
        {
            if (sources.Count > 1)
                throw new UsageException("replay: cannot be mixed with other endpoints: recorded answers take no time, so nothing could be compared.");

            return new ReplayRosterSource(await RecordedSamples.LoadAsync(replay.Path, answers, cancellationToken), answers);
        }

        var models = sources.ConvertAll(source => Find(source, settings, problems, answers));
        if (models.Exists(static m => m.IsSimulated) && !models.TrueForAll(static m => m.IsSimulated))
            throw new UsageException("sim: cannot be mixed with real endpoints: one lives in virtual time, the other does not.");

        var options = new RosterOptions { Strategies = mode.Strategies, Temperature = settings.Temperature, MaxOutputTokens = settings.MaxOutputTokens };
        return new ChatRosterSource(models, string.Join(' ', written.Select(WithoutSecrets)), options, answers, settings.Seed);
    }

    private static IModelSource Find(EndpointSource source, SolvingSettings settings, IReadOnlyList<Problem> problems, IAnswerEngine answers)
    {
        var resilience = new ResilienceOptions { MaxConcurrency = settings.Concurrency };
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
            EndpointSource.Named(var name) => Configured(name, settings),
            _ => throw new UsageException($"'{source}' is no model."),
        };
    }

    private static HttpModelSource Configured(string name, SolvingSettings settings) =>
        throw new UsageException($"There is no endpoint '{name}': {settings.ConfigFile} does not name it.");

    /// <summary>An endpoint as it may be recorded: no user, password or query, which can hold keys.</summary>
    private static string WithoutSecrets(string endpoint) =>
        EndpointSource.Parse(endpoint) is EndpointSource.Http(var url) ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : endpoint;
}
