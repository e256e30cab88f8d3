using OllamaSharp;

namespace HeavySim.Agents;

/// <summary>Ollama's own API, by OllamaSharp.</summary>
internal sealed class OllamaApi : EndpointApi
{
    public override string Name => "ollama";

    public override string UsualAddress => "http://localhost:11434";

    public override IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider)
    {
        var address = EndpointAddress.At(baseUrl, "/api/chat");
        var failures = new WireFailures(address, options.ApiKey, timeProvider);
        var http = Http(new VendorHandler(handler, address, options, failures));
        http.BaseAddress = address.Root;
        return new VendorChatClient(new OllamaApiClient(http, options.Model ?? ""), http, failures, address.Display, options);
    }
}
