using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel;

/// <summary>Semantic Kernel models as endpoints of a roster.</summary>
public static class KernelEndpoints
{
    /// <summary>
    /// The kernel's chat model as an endpoint. An <see cref="IChatClient"/> is taken as it is; an <see cref="IChatCompletionService"/> is
    /// seen through Semantic Kernel's own <c>AsChatClient()</c>, which loses usage and finish reason: tokens are then estimated, and an
    /// answer that was cut off at its limit cannot be told from a whole one.
    /// </summary>
    /// <param name="kernel">The kernel. Its filters and plugins play no part; see <see cref="KernelTools"/> for the latter.</param>
    /// <param name="name">The endpoint's name in reports.</param>
    /// <param name="model">The model's name, or null for the client's own.</param>
    /// <param name="serviceId">Which of several services, or null for the kernel's default.</param>
    /// <param name="prices">What its tokens cost, or null.</param>
    /// <exception cref="HeavySimException">The kernel has no such service.</exception>
    public static EndpointBinding AsEndpoint(
        this Kernel kernel, string name = "semantic-kernel", string? model = null, string? serviceId = null, TokenPrices? prices = null)
    {
        var client = Find<IChatClient>(kernel, serviceId) ?? Find<IChatCompletionService>(kernel, serviceId)?.AsChatClient()
            ?? throw new HeavySimException(
                "The kernel has neither an IChatClient nor an "
                + $"IChatCompletionService{(serviceId is null ? "" : $" called '{serviceId}'")}: add one to its services.");
        var metadata = client.GetService<ChatClientMetadata>();
        return new EndpointBinding(name, model ?? metadata?.DefaultModelId ?? "", new FailureNamingChatClient(client), prices);
    }

    // Without a name the last one registered counts, as everywhere in dependency injection, also when it was registered under a name.
    private static T? Find<T>(Kernel kernel, string? serviceId)
        where T : class =>
        serviceId is not null ? kernel.Services.GetKeyedService<T>(serviceId)
        : kernel.Services.GetService<T>() ?? kernel.GetAllServices<T>().LastOrDefault();
}
