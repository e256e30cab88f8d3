namespace HeavySim.Agents;

/// <summary>OpenAI's chat completions, which nearly every server speaks.</summary>
internal sealed class ChatApi : EndpointApi
{
    public override string Name => Usual;

    public override bool HasLogprobs => true;

    public override IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider) =>
        new OpenAICompatibleChatClient(Http(handler), EndpointAddress.Parse(baseUrl), options, timeProvider);
}
