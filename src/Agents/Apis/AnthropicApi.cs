using Anthropic;
using Anthropic.Core;

namespace HeavySim.Agents;

/// <summary>Anthropic's Messages API, by Anthropic's own library.</summary>
internal sealed class AnthropicApi : EndpointApi
{
    // The protocol wants a limit with every request. All current models can say as much.
    private const int UsualOutputTokens = 32_000;

    public override string Name => "anthropic";

    public override string UsualAddress => "https://api.anthropic.com";

    public override string UsualKey => "ANTHROPIC_API_KEY";

    public override IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider)
    {
        var address = EndpointAddress.At(baseUrl, "/v1/messages");
        var failures = new WireFailures(address, options.ApiKey, timeProvider);

        // Every setting that the library would otherwise take from the environment is given: a key must not go to another address.
        var client = new AnthropicClient(new ClientOptions
        {
            HttpClient = Http(new VendorHandler(handler, address, options, failures)),
            BaseUrl = address.Root.ToString().TrimEnd('/'),
            ApiKey = options.ApiKey ?? "none",
            AuthToken = null,
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        });
        var inner = client.AsIChatClient(options.Model ?? "", options.MaxOutputTokens ?? UsualOutputTokens);

        // The library's requests have no sampling parameters, as current models refuse them. Who asks for them has to know of it.
        return new VendorChatClient(inner, client, failures, address.Display, options, "temperature", "top_p", "top_k");
    }
}
