using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel;

/// <summary>Semantic Kernel models as endpoints of a roster.</summary>
public static class KernelEndpoints
{
    /// <summary>
    /// The kernel's chat model as an endpoint: an <see cref="IChatClient"/>, or else an <see cref="IChatCompletionService"/>, which
    /// answers in one piece. Tool calls are left to HeavySim's own loop also where the model's connector would run them, and failures are
    /// read as those of any endpoint. Repeated calls are the connector's own; see docs/semantic-kernel.md.
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
        ArgumentNullException.ThrowIfNull(kernel);
        var found = Find<IChatClient>(kernel, serviceId)
            ?? (Find<IChatCompletionService>(kernel, serviceId) is { } service ? new CompletionServiceChatClient(service) : null)
            ?? throw new HeavySimException(
                "The kernel has neither an IChatClient nor an "
                + $"IChatCompletionService{(serviceId is null ? "" : $" called '{serviceId}'")}: add one to its services.");
        var metadata = found.GetService<ChatClientMetadata>();
        return new EndpointBinding(name, model ?? metadata?.DefaultModelId ?? "", Open(found, apiKey: null, TimeProvider.System), prices);
    }

    /// <summary>A client of a connector, with calls and failures in the open.</summary>
    /// <param name="client">The connector's client.</param>
    /// <param name="apiKey">The key that no failure may hold, or null.</param>
    /// <param name="time">The clock by which times of reset are read.</param>
    internal static IChatClient Open(IChatClient client, string? apiKey, TimeProvider time)
    {
        var address = client.GetService<ChatClientMetadata>()?.ProviderUri;
        return new FailureNamingChatClient(
            new OpenCallsChatClient(client),
            new ServiceFailures(address is null ? null : EndpointAddress.Parse(address.AbsoluteUri), apiKey, time));
    }

    // Without a name the last one registered counts, as everywhere in dependency injection, also when it was registered under a name.
    private static T? Find<T>(Kernel kernel, string? serviceId)
        where T : class =>
        serviceId is not null ? kernel.Services.GetKeyedService<T>(serviceId)
        : kernel.Services.GetService<T>() ?? kernel.GetAllServices<T>().LastOrDefault();
}
