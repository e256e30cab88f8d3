namespace HeavySim.Server.Completions;

/// <summary>
/// Answers in pieces, in the one order that all SDKs accept: role, content, finish, usage if asked for, [DONE]. Nothing is sent before the
/// model's first update, so a model that fails at once is answered with a status, unless it is silent for so long that the caller needs a
/// sign of life.
/// </summary>
internal sealed class StreamedAnswer(HttpContext http, CompletionCall call, ChatEndpointOptions options, FailureLog failures)
{
    private readonly EventWriter _events = new(http);
    private readonly AnswerStamp _stamp = AnswerStamp.New(call, options.Time);
    private readonly AnswerTally _tally = new(call);
    private readonly WholeCharacters _text = new();
    private readonly WholeCharacters _reasoning = new();
    private bool _hasBegun;

    public async Task WriteAsync()
    {
        try
        {
            await RelayAsync();
            await BeginAsync();
            await SendAsync(new ChunkDelta(), _tally.FinishReason);
            if (call.IncludesUsage)
                await _events.WriteAsync(_stamp.Closing(_tally.Usage), WireFormat.Json.CompletionChunk);

            await _events.WriteDoneAsync();
        }
        catch (Exception error) when (_hasBegun && !http.RequestAborted.IsCancellationRequested)
        {
            // The status is out; the SDKs raise their error from this, and take a clean end without it for success.
            failures.Record(http, error);
            await _events.WriteAsync(ErrorEnvelope.Of(ApiError.Of(error)), WireFormat.Json.ErrorEnvelope);
        }
    }

    private async Task RelayAsync()
    {
        using var relay = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var updates = call.Model.Client.GetStreamingResponseAsync(call.Messages, call.Options, relay.Token).GetAsyncEnumerator(relay.Token);
        Task<bool>? next = null;
        try
        {
            var silence = Silence();
            while (true)
            {
                next = updates.MoveNextAsync().AsTask();
                while (!next.IsCompleted && await Task.WhenAny(next, silence) == silence)
                {
                    await BeginAsync();
                    await _events.WriteKeepAliveAsync();
                    silence = Silence();
                }

                if (!await next)
                    return;

                await BeginAsync();
                await SendAsync(updates.Current);
            }
        }
        finally
        {
            // Also when the caller left between two updates: the model is cancelled and awaited before its stream is let go.
            relay.Cancel();
            if (next is not null)
                await Task.WhenAny(next);
            await updates.DisposeAsync();
        }

        Task Silence() => Task.Delay(options.KeepAlive, options.Time, relay.Token);
    }

    private async Task BeginAsync()
    {
        if (_hasBegun)
            return;

        _hasBegun = true;
        _events.Begin();
        await SendAsync(new ChunkDelta { Role = "assistant", Content = "" });
    }

    private async Task SendAsync(ChatResponseUpdate update)
    {
        _tally.Add(update.FinishReason);
        var logprobs = call.LogprobsOf(update.AdditionalProperties, update.Text);
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextReasoningContent thought when _reasoning.Take(thought.Text) is { Length: > 0 } text:
                    _tally.AddText(text);
                    await SendAsync(new ChunkDelta { ReasoningContent = text }, logprobs: Take(ref logprobs));
                    break;
                case TextContent words when _text.Take(words.Text) is { Length: > 0 } text:
                    _tally.AddText(text);
                    await SendAsync(new ChunkDelta { Content = text }, logprobs: Take(ref logprobs));
                    break;
                case FunctionCallContent function when _tally.Add(function, isStreaming: true) is { } toolCall:
                    await SendAsync(new ChunkDelta { ToolCalls = [toolCall] });
                    break;
                case UsageContent usage:
                    _tally.Add(usage.Details);
                    break;
            }
        }

        // Tokens without a text of their own.
        if (logprobs is not null)
            await SendAsync(new ChunkDelta(), logprobs: logprobs);
    }

    /// <summary>They go out once, with the first piece of their update.</summary>
    private static LogprobsBody? Take(ref LogprobsBody? logprobs)
    {
        var taken = logprobs;
        logprobs = null;
        return taken;
    }

    private Task SendAsync(ChunkDelta delta, string? finishReason = null, LogprobsBody? logprobs = null) =>
        _events.WriteAsync(_stamp.Piece(delta, finishReason, logprobs), WireFormat.Json.CompletionChunk);
}
