namespace HeavySim.Ensembles.Endpoints;

/// <summary>An OpenAI-compatible server.</summary>
internal sealed class HttpModelSource : IModelSource
{
    private readonly EndpointOptions _options;
    private readonly EnsemblePlan _plan;
    private readonly AnswerFolder? _cache;

    /// <param name="options">The endpoint.</param>
    /// <param name="plan">Says where it is logged, and where its answers are kept.</param>
    /// <exception cref="HeavySimException">There is no folder for kept answers, and none can be made.</exception>
    public HttpModelSource(EndpointOptions options, EnsemblePlan plan)
    {
        _options = options;
        _plan = plan;
        _cache = plan.Cache is { } folder ? new AnswerFolder(folder) : null;
    }

    public bool IsSimulated => false;

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed)
    {
        var client = Endpoint.Connect(_options, time, seed, handler: null, _plan.LoggerFactory, _cache, _plan.Waits, _plan.Notices.Enqueue);
        return Endpoint.Bind(_options, TracedChat.Around(client, time, isSimulated: false));
    }
}
