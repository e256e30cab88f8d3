using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Asks the endpoint for one turn after the other, in the dialect it takes: a refusal in the first turn steps down and is remembered.
/// </summary>
internal sealed class ToolAsking
{
    private readonly IChatClient _client;
    private readonly ToolConversation _conversation;
    private readonly ToolLoopOptions _options;
    private readonly EndpointToolMemory _memory;
    private readonly (Uri? Endpoint, string? Model) _key;
    private readonly bool _isStreamed;
    private ToolDialect _dialect;

    public ToolAsking(
        IChatClient client, ToolConversation conversation, ToolLoopOptions options, EndpointToolMemory memory, string? model,
        bool isStreamed)
    {
        _client = client;
        _conversation = conversation;
        _options = options;
        _memory = memory;
        _key = EndpointToolMemory.KeyOf(client, model);
        _isStreamed = isStreamed;
        _dialect = conversation.Tools.Count == 0 ? new ToolDialect(ToolAccess.None, Streams: true) : memory.Recall(_key, options.Preferred);
    }

    /// <summary>How tools are offered now.</summary>
    public ToolAccess Access => _dialect.Access;

    /// <summary>Sends the conversation and gives what comes back.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        int round, bool isLast, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasSteppedDown = false;
        var hasContent = false;
        var updates = Open(round, isLast, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                var hasNext = false;
                var below = default(ToolDialect?);
                try
                {
                    hasNext = await updates.MoveNextAsync();
                }
                catch (Exception error) when (round == 1 && !hasContent && (below = Below(error)) is not null)
                {
                    // A refusal comes before any content, though perhaps after updates that only mark a call's begin.
                }

                if (below is { } dialect)
                {
                    _dialect = dialect;
                    hasSteppedDown = true;
                    await updates.DisposeAsync();
                    updates = Open(round, isLast, cancellationToken).GetAsyncEnumerator(cancellationToken);
                    continue;
                }

                // Only now, as the error may have had another cause than the tools.
                if (hasSteppedDown && !hasContent && (!hasNext || updates.Current.Contents.Count > 0))
                    _memory.Learn(_key, _dialect);
                if (!hasNext)
                    yield break;

                hasContent |= updates.Current.Contents.Count > 0;
                yield return updates.Current;
            }
        }
        finally
        {
            await updates.DisposeAsync();
        }
    }

    private ToolDialect? Below(Exception error) =>
        error is not OperationCanceledException && ToolRefusals.Read(error) is var refusal and not ToolRefusal.No
            ? _dialect.After(refusal, _isStreamed, _options.Fallback)
            : null;

    private IAsyncEnumerable<ChatResponseUpdate> Open(int round, bool isLast, CancellationToken cancellationToken)
    {
        var messages = _conversation.Messages(Access, isLast);
        var options = _conversation.Options(Access, round, isLast);
        return _isStreamed && (_dialect.Streams || isLast)
            ? _client.GetStreamingResponseAsync(messages, options, cancellationToken)
            : WholeAsync(messages, options, cancellationToken);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> WholeAsync(
        List<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failure = default(ModelCallException);
        ChatResponse response;
        try
        {
            response = await _client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelCallException error) when (error.Billed is not null)
        {
            (failure, response) = (error, Bill(error.Billed));
        }

        // The number of calls comes first, as in a stream: what stands before it is forgotten.
        var begins = new ChatResponseUpdate { Role = ChatRole.Assistant };
        begins.MarkCall(UpdateMarks.CallNumber(response.AdditionalProperties) ?? 1);
        response.UnmarkCalls();
        yield return begins;
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }
    private static ChatResponse Bill(Usage billed)
    {
        var bill = new ChatResponse
        {
            Usage = new UsageDetails { InputTokenCount = billed.InputTokens, OutputTokenCount = billed.OutputTokens },
        };
        bill.MarkCalls(billed.Calls);
        bill.MarkCost(billed.Cost);
        return bill;
    }
}
