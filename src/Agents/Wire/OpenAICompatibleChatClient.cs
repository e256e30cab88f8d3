using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HeavySim.Agents;

/// <summary>
/// Talks to any endpoint of the OpenAI chat completions protocol, plain or streaming, and survives the ways in which real ones differ
/// (docs/endpoints.md). What an endpoint refuses once is remembered. Safe to call concurrently.
/// </summary>
/// <remarks>
/// Every failure leaves as <see cref="ModelCallException"/>; only the caller's cancellation as <see cref="OperationCanceledException"/>. A
/// stream gives an update without content for each keep-alive, so that a limit on idleness can see that the endpoint lives.
/// </remarks>
internal sealed class OpenAICompatibleChatClient : IChatClient
{
    // Two names for the limit, two addresses, and every parameter that can be dropped: no honest endpoint needs as many.
    private const int MaxTries = 16;

    private readonly WireConnection _connection;
    private readonly EndpointAddress _address;
    private readonly WireOptions _options;
    private readonly WireFailures _failures;
    private readonly KeyRedaction? _key;
    private readonly SystemMessageProbe _probe;
    private readonly ChatClientMetadata _metadata;
    private readonly ConcurrentDictionary<string, Dialect> _dialects = new(StringComparer.Ordinal);
    private volatile int _candidate;

    /// <summary>Creates the client.</summary>
    /// <param name="http">Sends the requests; disposed with the client. Its own timeout should be infinite.</param>
    /// <param name="address">Where.</param>
    /// <param name="options">How.</param>
    /// <param name="timeProvider">The clock by which an HTTP date in Retry-After is read.</param>
    public OpenAICompatibleChatClient(HttpClient http, EndpointAddress address, WireOptions options, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxResponseBytes, 64 * 1024, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxResponseBytes, 1024 * 1024 * 1024, nameof(options));
        _address = address;
        _options = options;
        _failures = new WireFailures(address, options.ApiKey, timeProvider);
        _connection = new WireConnection(http, address, options, _failures, timeProvider);
        _key = KeyRedaction.Of(options.ApiKey);
        _probe = new SystemMessageProbe(this);
        _metadata = new ChatClientMetadata("openai-compatible", new Uri(address.Display), options.Model);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transcript = new Transcript { KeepsConfidences = UpdateMarks.TopLogprobs(options) is not null };
        await foreach (var update in AskAsync(messages, options, stream: false, cancellationToken))
            transcript.Add(update);

        return transcript.ToResponse();
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AskAsync(messages, options, stream: true, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType == typeof(TokenEstimate) ? TokenEstimate.Of(_options.Model)
        : serviceType == typeof(KeyRedaction) ? _key
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _connection.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversation = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var limit = options?.MaxOutputTokens ?? _options.MaxOutputTokens;
        var model = options?.ModelId ?? _options.Model;
        var (exchange, unsent) = await OpenAsync(conversation, options, limit, stream, cancellationToken);
        using var opened = exchange;
        var estimate = TokenEstimate.Of(model);
        var reader = new CompletionReader(new ReadingTerms
        {
            PromptTokens = RoughTokens.Of(conversation),
            CountPrompt = () => conversation.Sum(message => estimate.Count(message.Text)),
            Estimate = estimate,
            MaxOutputTokens = limit,
            Fail = error => _failures.Of(exchange, error),
            Lease = exchange.Lease,
            Key = _key,
            Unsent = unsent,
            TopLogprobs = unsent.Contains(TokenMarks.Logprobs) ? null : UpdateMarks.TopLogprobs(options),
        });
        if (exchange.Refusal is { } refusal)
        {
            if (exchange.Document is { } document)
                reader.ReadUsage(document.RootElement);

            if (reader.Bill() is { } bill)
                yield return bill;

            throw await RefusedAsync(exchange, refusal, model, cancellationToken);
        }

        var parts = exchange.Document is { } whole
            ? ReadWhole(whole.RootElement, reader)
            : ReadEvents(exchange.Events!, reader, cancellationToken);
        await using var updates = parts.GetAsyncEnumerator(cancellationToken);
        ExceptionDispatchInfo? failure = null;
        while (failure is null)
        {
            var hasNext = false;
            try
            {
                hasNext = await updates.MoveNextAsync();
            }
            catch (ModelCallException exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                break;
            }

            if (!hasNext)
                break;

            yield return updates.Current;
        }

        // What was counted before it failed is on the bill all the same.
        if (failure is not null && reader.Bill() is { } counted)
            yield return counted;

        failure?.Throw();
        if (reader.HasReasoningContent)
            Learn(model, static dialect => dialect with { GivesReasoning = true });

        if (!reader.HasConfidences && !unsent.Contains(TokenMarks.Logprobs) && UpdateMarks.TopLogprobs(options) is not null)
            Learn(model, static dialect => dialect with { IgnoresLogprobs = true });

        var last = reader.Finish();
        yield return last;
        if (!DialectOf(model).FoldsSystem && _probe.IsDoubtful(model, conversation, options, last, reader.RoughOutput)
            && await _probe.FindsDroppedAsync(model, cancellationToken))
            Learn(model, static dialect => dialect with { FoldsSystem = true });
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadWhole(JsonElement root, CompletionReader reader)
    {
        await ValueTask.CompletedTask;
        var update = reader.Accept(root);
        if (root.Get("choices").Items().FirstOrDefault().ValueKind != JsonValueKind.Object)
        {
            // What is otherwise a completion did not come from a wrong address.
            var isCompletion = root.Get("choices") is not null || root.Get("usage") is not null
                || root.GetText("object")?.StartsWith("chat.completion", StringComparison.Ordinal) == true;
            throw _failures.Malformed(
                "The endpoint's answer has no choices" + (isCompletion ? "." : "; check that the address ends in /v1."));
        }

        if (update is not null)
            yield return update;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadEvents(
        SseReader events, CompletionReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isDone = false;
        while (!isDone && await NextAsync(events, reader, cancellationToken) is { } next)
        {
            ChatResponseUpdate? update = null;
            foreach (var payload in SsePayloads.Of(next.Data))
            {
                if (payload.Span.SequenceEqual("[DONE]"u8))
                {
                    isDone = true;
                    break;
                }

                // Two payloads in one event are rare (a server that forgot the blank line); then each gets its own update.
                if (update is not null)
                    yield return update;

                update = Read(reader, next.Type, payload);
            }

            yield return update ?? new ChatResponseUpdate { Role = ChatRole.Assistant };
            if (reader.IsRunaway)
            {
                reader.Cut();
                break;
            }
        }

        if (!reader.IsFinished && !(isDone && reader.HasContent))
            throw _failures.Malformed(isDone ? "The stream ended without an answer." : "The stream ended in the middle of an answer.");
    }

    private async ValueTask<SseEvent?> NextAsync(SseReader events, CompletionReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await events.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // What counts as complete is the model's word, not the connection's.
            return reader.IsFinished ? null : throw _failures.Network("The connection broke in the middle of an answer", exception);
        }
    }

    private ChatResponseUpdate? Read(CompletionReader reader, string? eventType, ReadOnlyMemory<byte> payload)
    {
        using var document = LenientJson.TryParse(payload);
        if (string.Equals(eventType, "error", StringComparison.OrdinalIgnoreCase)
            && (document is null || ErrorBody.Read(document.RootElement) is null))
            throw _failures.Of(null, new ErrorBody(Encoding.UTF8.GetString(payload.Span)));

        return document is null
            ? throw _failures.Malformed(
                $"The stream has a payload that is no JSON: {Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 200)])}")
            : reader.Accept(document.RootElement);
    }

    /// <summary>Sends the request, adapting it to what the endpoint refuses, until it answers or refuses for good.</summary>
    private async Task<(Exchange Exchange, IReadOnlyCollection<string> Unsent)> OpenAsync(
        IReadOnlyCollection<ChatMessage> messages, ChatOptions? options, int? limit, bool stream, CancellationToken cancellationToken)
    {
        var model = options?.ModelId ?? _options.Model;
        for (var tries = 1; ; tries++)
        {
            var dialect = DialectOf(model);
            var candidate = _candidate;
            var streams = stream && dialect.Streams && (dialect.StreamsTools || options?.Tools is not { Count: > 0 });
            var request = RequestWriter.Write(messages, options, model, limit, streams, dialect);
            var isVerbose = request.Sent.Contains(TokenMarks.Logprobs);
            var exchange = await _connection.SendAsync(
                _address.Candidates[candidate], request.Body, streams, isVerbose, cancellationToken);
            if (exchange.Refusal is not { } refusal || tries >= MaxTries)
                return (exchange, request.Unsent);

            if (WireFailures.IsWrongAddress(exchange, refusal) && candidate + 1 < _address.Candidates.Count)
            {
                _candidate = candidate + 1;
                exchange.Dispose();
                continue;
            }

            // A prompt that is too long names the token limit too, and no other wording would make it fit.
            if (ErrorClassifier.Classify(exchange.Status, refusal)
                    is not (FailureCause.Rejected or FailureCause.Server or FailureCause.ParameterRefused or FailureCause.NotFound)
                || dialect.After(exchange.Status, refusal, request.Sent) is not { } adapted)
                return (exchange, request.Unsent);

            // When another call learned something in the meantime, its lesson stays and ours is learned again.
            if (_dialects.TryUpdate(model ?? "", adapted, dialect))
                Tell(model, dialect, adapted);

            exchange.Dispose();
        }
    }

    private Dialect DialectOf(string? model) =>
        _dialects.GetOrAdd(model ?? "", static (_, isOpenAI) => new Dialect { UsesMaxCompletionTokens = isOpenAI }, _address.IsOpenAI);

    private void Learn(string? model, Func<Dialect, Dialect> lesson)
    {
        var known = DialectOf(model);
        while (lesson(known) is var learned && learned != known)
        {
            if (_dialects.TryUpdate(model ?? "", learned, known))
            {
                Tell(model, known, learned);
                return;
            }

            known = DialectOf(model);
        }
    }

    /// <summary>Says what was learned, where it changes what a model does or what can be known of it.</summary>
    private void Tell(string? model, Dialect before, Dialect after)
    {
        if (DialectNotice.Of(_address.Display, model, before, after) is { } line)
            _options.Notice?.Invoke(SafeText.Of(line, _options.ApiKey));
    }

    private async ValueTask<ModelCallException> RefusedAsync(
        Exchange exchange, ErrorBody refusal, string? model, CancellationToken cancellationToken)
    {
        var isUnknownModel = ErrorClassifier.Classify(exchange.Status, refusal) == FailureCause.NotFound
            && !WireFailures.IsWrongAddress(exchange, refusal) && ErrorClassifier.IsUnknownModel(exchange.Status, refusal);
        var offered = isUnknownModel
            ? await _connection.OfferedAsync(_address.Candidates[_candidate], model, cancellationToken)
            : null;
        return _failures.Of(exchange, refusal, offered);
    }
}
