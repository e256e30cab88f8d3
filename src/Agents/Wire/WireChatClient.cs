using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HeavySim.Agents;

/// <summary>
/// Talks to an endpoint in one of OpenAI's protocols, plain or streaming, and survives the ways in which real ones differ
/// (docs/endpoints.md). What an endpoint refuses once is remembered. Safe to call concurrently.
/// </summary>
/// <remarks>
/// Every failure leaves as <see cref="ModelCallException"/>; only the caller's cancellation as <see cref="OperationCanceledException"/>. A
/// stream gives an update without content for each keep-alive, so that a limit on idleness can see that the endpoint lives.
/// </remarks>
internal abstract class WireChatClient : IChatClient
{
    // Two names for the limit, two addresses, and every parameter that can be dropped: no honest endpoint needs as many.
    private const int MaxTries = 16;

    private readonly EndpointAddress _address;
    private readonly KeyRedaction? _key;
    private readonly ChatClientMetadata _metadata;
    private readonly Dialects _dialects;
    private readonly SystemMessageProbe _probe;
    private volatile int _candidate;

    /// <summary>Creates the client.</summary>
    /// <param name="http">Sends the requests; disposed with the client. Its own timeout should be infinite.</param>
    /// <param name="address">Where.</param>
    /// <param name="options">How.</param>
    /// <param name="timeProvider">The clock by which an HTTP date in Retry-After is read.</param>
    protected WireChatClient(HttpClient http, EndpointAddress address, WireOptions options, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxResponseBytes, 64 * 1024, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxResponseBytes, 1024 * 1024 * 1024, nameof(options));
        _address = address;
        Time = timeProvider;
        Options = options;
        Failures = new WireFailures(address, options.ApiKey, timeProvider);
        Connection = new WireConnection(http, address, options, Failures, timeProvider);
        _key = KeyRedaction.Of(options.ApiKey);
        _dialects = new Dialects(address, options);
        _probe = new SystemMessageProbe(this);
        _metadata = new ChatClientMetadata("openai-compatible", new Uri(address.Display), options.Model);
    }

    /// <summary>The endpoint.</summary>
    protected WireConnection Connection { get; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>Words what goes wrong there.</summary>
    protected WireFailures Failures { get; }

    /// <summary>How it is spoken to.</summary>
    protected WireOptions Options { get; }

    /// <summary>Where requests go, as far as is known.</summary>
    protected Uri Target => _address.Candidates[_candidate];

    /// <summary>False where answers are not to be streamed, whoever asks for it.</summary>
    protected virtual bool CanStream => true;

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
        : serviceType == typeof(TokenEstimate) ? TokenEstimate.Of(Options.Model)
        : serviceType == typeof(KeyRedaction) ? _key
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => Connection.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversation = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var limit = options?.MaxOutputTokens ?? Options.MaxOutputTokens;
        var model = options?.ModelId ?? Options.Model;
        var (exchange, unsent) = await OpenAsync(conversation, options, limit, stream, cancellationToken);
        using var opened = exchange;
        var estimate = TokenEstimate.Of(model);
        var reader = NewReader(new ReadingTerms
        {
            PromptTokens = RoughTokens.Of(conversation),
            CountPrompt = () => conversation.Sum(message => estimate.Count(message.Text)),
            Estimate = estimate,
            MaxOutputTokens = limit,
            Fail = error => Failures.Of(exchange, error),
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
            ? ReadWhole(whole.RootElement, reader, cancellationToken)
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
            _dialects.Learn(model, static dialect => dialect with { GivesReasoning = true });

        if (!reader.HasConfidences && !unsent.Contains(TokenMarks.Logprobs) && UpdateMarks.TopLogprobs(options) is not null)
            _dialects.Learn(model, static dialect => dialect with { IgnoresLogprobs = true });

        var last = reader.Finish();
        yield return last;
        if (MayDropSystem && !_dialects.Of(model).FoldsSystem && _probe.IsDoubtful(model, conversation, options, last, reader.RoughOutput)
            && await _probe.FindsDroppedAsync(model, cancellationToken))
            _dialects.Learn(model, static dialect => dialect with { FoldsSystem = true });
    }

    /// <summary>True where the server puts messages into a template that may leave system messages out.</summary>
    protected virtual bool MayDropSystem => false;

    /// <summary>Writes a request in the endpoint's dialect.</summary>
    protected abstract WireRequest Write(
        IEnumerable<ChatMessage> messages, ChatOptions? options, string? model, int? maxOutputTokens, bool stream, Dialect dialect);

    /// <summary>What reads the response to a request.</summary>
    protected abstract ReplyReader NewReader(ReadingTerms terms);

    /// <summary>Reads a response that is one document.</summary>
    protected abstract IAsyncEnumerable<ChatResponseUpdate> ReadWhole(
        JsonElement root, ReplyReader reader, CancellationToken cancellationToken);

    private async IAsyncEnumerable<ChatResponseUpdate> ReadEvents(
        SseReader events, ReplyReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
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

            if (reader.IsOver)
                break;
        }

        if (!reader.IsFinished && !(isDone && reader.HasContent))
            throw Failures.Malformed(isDone ? "The stream ended without an answer." : "The stream ended in the middle of an answer.");
    }

    private async ValueTask<SseEvent?> NextAsync(SseReader events, ReplyReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await events.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // What counts as complete is the model's word, not the connection's.
            return reader.IsFinished ? null : throw Failures.Network("The connection broke in the middle of an answer", exception);
        }
    }

    private ChatResponseUpdate? Read(ReplyReader reader, string? eventType, ReadOnlyMemory<byte> payload)
    {
        using var document = LenientJson.TryParse(payload);
        if (string.Equals(eventType, "error", StringComparison.OrdinalIgnoreCase)
            && (document is null || ErrorBody.Read(document.RootElement) is null))
            throw Failures.Of(null, new ErrorBody(Encoding.UTF8.GetString(payload.Span)));

        return document is null
            ? throw Failures.Malformed(
                $"The stream has a payload that is no JSON: {Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 200)])}")
            : reader.Accept(eventType, document.RootElement);
    }

    /// <summary>Sends the request, adapting it to what the endpoint refuses, until it answers or refuses for good.</summary>
    private async Task<(Exchange Exchange, IReadOnlyCollection<string> Unsent)> OpenAsync(
        IReadOnlyCollection<ChatMessage> messages, ChatOptions? options, int? limit, bool stream, CancellationToken cancellationToken)
    {
        var model = options?.ModelId ?? Options.Model;
        for (var tries = 1; ; tries++)
        {
            var dialect = _dialects.Of(model);
            var candidate = _candidate;
            var streams = stream && CanStream && dialect.Streams && (dialect.StreamsTools || options?.Tools is not { Count: > 0 });
            var request = Write(messages, options, model, limit, streams, dialect);
            var isVerbose = request.Sent.Contains(TokenMarks.Logprobs);
            var exchange = await Connection.SendAsync(
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

            _dialects.Exchange(model, dialect, adapted);
            exchange.Dispose();
        }
    }

    private async ValueTask<ModelCallException> RefusedAsync(
        Exchange exchange, ErrorBody refusal, string? model, CancellationToken cancellationToken)
    {
        var isUnknownModel = ErrorClassifier.Classify(exchange.Status, refusal) == FailureCause.NotFound
            && !WireFailures.IsWrongAddress(exchange, refusal) && ErrorClassifier.IsUnknownModel(exchange.Status, refusal);
        var offered = isUnknownModel
            ? await Connection.OfferedAsync(_address.Candidates[_candidate], model, cancellationToken)
            : null;
        return Failures.Of(exchange, refusal, offered);
    }
}
