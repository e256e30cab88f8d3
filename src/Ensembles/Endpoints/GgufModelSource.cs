using HeavySim.LocalModels;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>A model file: one process for all that is asked of it.</summary>
internal sealed class GgufModelSource : IModelSource
{
    private readonly string _name;
    private readonly ModelFile _file;
    private readonly EndpointSettings _settings;
    private readonly WorkerHost _host;
    private LoadedFacts? _facts;

    /// <param name="name">The endpoint as it was written.</param>
    /// <param name="file">The model; what the plan says of threads and template wins.</param>
    /// <param name="settings">What it is opened with.</param>
    public GgufModelSource(string name, ModelFile file, EndpointSettings settings)
    {
        (_name, _file, _settings) = (name, file, settings);
        _host = new WorkerHost(new GgufOptions(file.Path)
        {
            Slots = Math.Min(GgufOptions.MostSlots, Math.Min(file.MaxConcurrency ?? int.MaxValue, settings.Plan.Concurrency)),
            Threads = settings.Plan.Threads ?? file.Threads,
            Template = settings.Plan.Template ?? file.Template,
        });
        settings.Plan.Owned.Push(_host);
    }

    public bool IsSimulated => false;

    public async Task PrepareAsync(CancellationToken cancellationToken) => _facts = await _host.LoadAsync(cancellationToken);

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed)
    {
        var plan = _settings.Plan;
        var mostTokens = _file.MaxOutputTokens ?? plan.MaxOutputTokens;
        var model = Path.GetFileNameWithoutExtension(_file.Path);
        var folded = $"{_name}: its chat template leaves out system messages: what they say is put before the question.";
        IChatClient client = new GgufChatClient(
            _host, model, _facts?.KeepsSystem ?? true, mostTokens, () => plan.Notices.Enqueue(folded));
        client = LoggedChat.Around(client, plan.LoggerFactory, _name, apiKey: null, simulated: null);
        if (plan.Cache is { } folder)
            client = new AnswerCache(client, new AnswerFolder(folder), $"{_name} {mostTokens}");
        // What waits for a place among the sequences waits for long, and nothing is wrong with it.
        var resilience = _settings.Resilience with { LearnsTimeouts = false, FirstTokenTimeout = TimeSpan.FromDays(1) };
        client = new ResilientChatClient(client, resilience, time, seed, _name, plan.Waits);
        client = new NotedChatClient(
            client, failure => plan.Failures.Note(
                new EndpointFailure(new EndpointOptions { Name = _name, BaseUrl = _name }, null, failure, time.GetUtcNow())));
        var traced = TracedChat.Around(client, time, isSimulated: false);
        IReadOnlyList<string> models = plan.Models.Count > 0 ? plan.Models : [model];
        return [.. models.Select(name => new EndpointBinding(_name, name, traced))];
    }
}
