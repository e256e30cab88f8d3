using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>A server of models over HTTP, in one of the languages of <see cref="EndpointOptions.Api"/>.</summary>
internal sealed class HttpModelSource : IModelSource
{
    private readonly EndpointOptions _options;
    private readonly EnsemblePlan _plan;
    private readonly string? _usualKey;
    private readonly AnswerFolder? _cache;

    /// <param name="options">The endpoint.</param>
    /// <param name="plan">Says where it is logged, and where its answers are kept.</param>
    /// <param name="usualKey">The environment variable where a key is looked for when the endpoint names none, or null.</param>
    /// <exception cref="HeavySimException">There is no folder for kept answers, and none can be made.</exception>
    public HttpModelSource(EndpointOptions options, EnsemblePlan plan, string? usualKey = null)
    {
        _options = options;
        _plan = plan;
        _usualKey = usualKey;
        _cache = plan.Cache is { } folder ? new AnswerFolder(folder) : null;
        if (plan.Logprobs is not null && !EndpointApi.Named(options.Api).HasLogprobs)
            plan.Notices.Enqueue(
                $"{options.Name}: no log-probabilities come by its API, {options.Api}: "
                + "what reads them (--logprobs, --cut) does nothing there.");
    }

    public bool IsSimulated => false;

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed)
    {
        Func<HttpClient, string?, IChatClient>? speak =
            _options.Api == AzureApi.Word ? (http, key) => AzureEndpoints.Speak(_options, http, key, time) : null;
        var client = Endpoint.Connect(
            _options, time, seed, handler: null, _plan.LoggerFactory, _cache, _plan.Waits, _plan.Notices.Enqueue, speak);
        client = new NotedChatClient(
            client, failure => _plan.Failures.Note(new EndpointFailure(_options, _usualKey, failure, time.GetUtcNow())));
        return Endpoint.Bind(_options, TracedChat.Around(client, time, isSimulated: false));
    }
}
