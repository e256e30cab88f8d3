using System.Net;
using System.Runtime.CompilerServices;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Tells HeavySim what Semantic Kernel's failures mean, so that a wrong key stops a solve and a busy endpoint is asked again.
/// </summary>
internal sealed class FailureNamingChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (HttpOperationException failure)
        {
            throw Name(failure);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates))
            yield return updates.Current;
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (HttpOperationException failure)
        {
            throw Name(failure);
        }
    }

    // The message may quote the endpoint at any length; the status is what counts.
    private static ModelCallException Name(HttpOperationException failure) => new(
        failure.StatusCode switch
        {
            null => FailureCause.Network,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FailureCause.Unauthorized,
            HttpStatusCode.PaymentRequired => FailureCause.QuotaExhausted,
            HttpStatusCode.TooManyRequests => FailureCause.RateLimited,
            >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => FailureCause.Server,
            _ => FailureCause.Rejected,
        },
        failure.StatusCode is { } status
            ? $"The service behind the kernel answered {(int)status} ({status})."
            : "The service behind the kernel could not be reached.",
        failure)
    {
        Status = (int?)failure.StatusCode,
    };
}
