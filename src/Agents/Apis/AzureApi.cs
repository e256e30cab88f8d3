namespace HeavySim.Agents;

/// <summary>
/// Azure OpenAI, where models are deployments. Semantic Kernel's connector speaks it, which is in a room of its own above this one: whoever
/// connects brings the client.
/// </summary>
internal sealed class AzureApi : EndpointApi
{
    /// <summary>Its name.</summary>
    public const string Word = "azure";

    public override string Name => Word;

    public override bool TakesHeaders => false;

    public override IChatClient Connect(HttpMessageHandler handler, string baseUrl, WireOptions options, TimeProvider timeProvider) =>
        throw new HeavySimException("an azure endpoint is opened by HeavySim.Ensembles or HeavySim.SemanticKernel, which bring its client");
}
