namespace HeavySim.Agents;

/// <summary>OpenAI's Responses API.</summary>
internal sealed class ResponsesApi : EndpointApi
{
    public override string Name => "responses";

    public override bool HasBackground => true;

    public override IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider) =>
        new ResponsesChatClient(Http(handler), EndpointAddress.Parse(baseUrl, ResponsesChatClient.Operation), options, timeProvider);
}
