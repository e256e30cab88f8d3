namespace HeavySim.Ensembles.Endpoints;

/// <summary>An OpenAI-compatible server.</summary>
internal sealed class HttpModelSource(EndpointOptions options) : IModelSource
{
    public bool IsSimulated => false;

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed) =>
        Endpoint.Bind(options, TracedChat.Around(Endpoint.Connect(options, time, seed), time, isSimulated: false));
}
