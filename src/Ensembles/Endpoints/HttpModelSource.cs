using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>An OpenAI-compatible server.</summary>
internal sealed class HttpModelSource(EndpointOptions options, ILoggerFactory? loggers, AnswerFolder? cache) : IModelSource
{
    public bool IsSimulated => false;

    public IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed) =>
        Endpoint.Bind(options, TracedChat.Around(Endpoint.Connect(options, time, seed, handler: null, loggers, cache), time,
            isSimulated: false));
}
