namespace HeavySim.Agents;

/// <summary>One call of a chat model for an attempt: prompt, stream, answer. All that can go wrong becomes the outcome.</summary>
internal sealed class AttemptCall(AgentCard card, IChatClient client, IAnswerEngine answers, TimeProvider time, ChatAgentOptions options)
{
    /// <summary>Counts what the endpoint does not; null where the client needs none (a simulated one counts for itself).</summary>
    private readonly TokenEstimate? _estimate =
        client.GetService(typeof(TokenEstimate)) is TokenEstimate own ? card.Model.Length > 0 ? TokenEstimate.Of(card.Model) : own : null;

    /// <param name="assignment">What is tried.</param>
    /// <param name="messages">The prompt.</param>
    /// <param name="key">The random key of the attempt; the endpoint's seed follows from it.</param>
    /// <param name="progress">Hears of tokens as they come, or null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Attempt> MakeAsync(
        Assignment assignment, IList<ChatMessage> messages, RandomKey key, IProgress<AttemptProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var feed = progress is null ? null : new ProgressFeed(progress, time, options.ProgressInterval);
        var meter = options.TopLogprobs is null ? null : new ConfidenceMeter(options.ConfidenceWindow);
        var run = new AttemptRun(assignment, feed, time, _estimate, meter);
        try
        {
            return run.ToAttempt(card, await AskAsync(messages, key, run, cancellationToken), options.Prices);
        }
        catch (OperationCanceledException cancelled)
        {
            // Whoever cancelled it pays for it all the same.
            progress?.Report(new AttemptProgress(0, null, null) { Spent = run.BillOfCancelled(cancelled, options.Prices) });
            throw;
        }
    }

    private async Task<Outcome> AskAsync(IList<ChatMessage> messages, RandomKey key, AttemptRun run, CancellationToken cancellationToken)
    {
        try
        {
            run.CountPrompt(messages);
            var updates = client.GetStreamingResponseAsync(messages, RequestOptions(key), cancellationToken);
            await foreach (var update in updates.WithCancellation(cancellationToken))
            {
                run.Add(update);
                // Who leaves the stream closes the connection: the rest is neither generated nor paid for.
                if (run.Cut() is { } cut)
                    return cut;
            }

            return run.Conclude(answers);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ModelTimeoutException timeout)
        {
            return new Outcome.TimedOut(timeout.Limit, timeout.After);
        }
        catch (ModelCallException failure)
        {
            return new Outcome.Failed(failure.Cause, failure.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Outcome.Failed(FailureCause.Network, SafeText.Of(exception.Message, null));
        }
        catch (Exception exception)
        {
            // Any client may be plugged in here: whatever it throws is this agent's failure, never the solve's.
            return new Outcome.Failed(FailureCause.Internal, SafeText.Of($"{exception.GetType().Name}: {exception.Message}", null));
        }
        finally
        {
            run.End();
        }
    }

    private ChatOptions RequestOptions(RandomKey key) => new()
    {
        ModelId = card.Model.Length > 0 ? card.Model : null,
        Temperature = (float?)card.Temperature,
        Seed = key.ToSeed(),
        MaxOutputTokens = options.MaxOutputTokens,
        Reasoning = options.Effort is { } effort ? new ReasoningOptions { Effort = effort } : null,
        AdditionalProperties = options.TopLogprobs is { } top
            ? new AdditionalPropertiesDictionary { [TokenMarks.Logprobs] = true, [TokenMarks.TopLogprobs] = top }
            : null,
    };
}
