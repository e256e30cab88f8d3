using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>Notes the failures of an endpoint that end all work; everything passes through as it is.</summary>
internal sealed class NotedChatClient(IChatClient inner, Action<ModelCallException> note) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelCallException failure) when (Note(failure))
        {
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(updates))
            yield return updates.Current;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ModelCallException failure) when (Note(failure))
        {
            throw;
        }
    }

    /// <returns>False, always: a filter that looks and catches nothing.</returns>
    private bool Note(ModelCallException failure)
    {
        if (failure.Cause.IsFatal())
            note(failure);
        return false;
    }
}
