using Azure.Identity;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>Azure OpenAI by Semantic Kernel's connector.</summary>
internal static class AzureOpenAI
{
    /// <summary>A client for the endpoint's deployments; no request is made yet. Without a key the machine's identity is sent.</summary>
    /// <param name="options">The endpoint.</param>
    /// <param name="http">The connection. Given one, the connector neither repeats calls nor limits their time: that is done here.</param>
    /// <param name="apiKey">The key, or null.</param>
    /// <param name="time">The clock by which times of reset are read.</param>
    /// <exception cref="HeavySimException">The options name no deployment, or the address is not encrypted.</exception>
    public static IChatClient Connect(EndpointOptions options, HttpClient http, string? apiKey, TimeProvider time)
    {
        if (options.Models.Count == 0)
            throw new HeavySimException($"Endpoint '{options.Name}' needs the names of its deployments in 'models'.");
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw new HeavySimException($"Endpoint '{options.Name}' is one of Azure: its address begins with https://.");

        // One for all deployments: it keeps the token that it got.
        var identity = apiKey is null ? new DefaultAzureCredential() : null;
        var client = new DeploymentsChatClient(options.Models[0], options.MaxOutputTokens, deployment =>
        {
            var builder = Kernel.CreateBuilder();
            if (identity is null)
                builder.AddAzureOpenAIChatClient(deployment, address.GetLeftPart(UriPartial.Authority), apiKey!, httpClient: http);
            else
                builder.AddAzureOpenAIChatClient(deployment, address.GetLeftPart(UriPartial.Authority), identity, httpClient: http);

            return KernelEndpoints.Open(builder.Build().GetRequiredService<IChatClient>(), apiKey, time);
        });
        return KeyRedactingChatClient.Around(client, apiKey);
    }
}
