using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

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

    private readonly HttpClient _http;
    private readonly EndpointAddress _address;
    private readonly WireOptions _options;
    private readonly WireFailures _failures;
    private readonly TimeProvider _time;
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
        _http = http;
        _address = address;
        _options = options;
        _failures = new WireFailures(address, options.ApiKey);
        _time = timeProvider;
        _metadata = new ChatClientMetadata("openai-compatible", new Uri(address.Display), options.Model);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transcript = new Transcript();
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
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversation = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var limit = options?.MaxOutputTokens ?? _options.MaxOutputTokens;
        using var exchange = await OpenAsync(conversation, options, limit, stream, cancellationToken);
        var estimate = TokenEstimate.Of(options?.ModelId ?? _options.Model);
        var reader = new CompletionReader(
            PromptTokens(conversation),
            () => conversation.Sum(message => estimate.Count(message.Text)),
            estimate,
            limit,
            error => _failures.Of(exchange, error));
        if (exchange.Document is { } document)
        {
            var update = reader.Accept(document.RootElement);
            if (document.RootElement.Get("choices").Items().FirstOrDefault().ValueKind != System.Text.Json.JsonValueKind.Object)
                throw _failures.Malformed("The endpoint's answer has no choices; check that the address ends in /v1.");

            if (update is not null)
                yield return update;
        }
        else
        {
            var isDone = false;
            while (!isDone && await NextAsync(exchange.Events!, reader, cancellationToken) is { } next)
            {
                ChatResponseUpdate? update = null;
                foreach (var payload in Payloads(next.Data))
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

        yield return reader.Finish();
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

    private static IEnumerable<ReadOnlyMemory<byte>> Payloads(ReadOnlyMemory<byte> data)
    {
        // Illegal keep-alives: blank data, or a comment sent as data.
        var payload = Trim(data);
        if (payload.IsEmpty || payload.Span[0] == ':')
            yield break;

        if (payload.Span.Contains((byte)'\n') && !LenientJson.IsJson(payload))
        {
            while (!payload.IsEmpty)
            {
                var end = payload.Span.IndexOf((byte)'\n');
                var line = Trim(end < 0 ? payload : payload[..end]);
                if (!line.IsEmpty && line.Span[0] != ':')
                    yield return line;

                payload = end < 0 ? default : payload[(end + 1)..];
            }
        }
        else
        {
            yield return payload;
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> data) => data.Trim(" \t\r\n"u8);

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

    /// <summary>Sends the request, adapting it to what the endpoint refuses, until it answers or fails.</summary>
    private async Task<Exchange> OpenAsync(
        IReadOnlyCollection<ChatMessage> messages, ChatOptions? options, int? limit, bool stream, CancellationToken cancellationToken)
    {
        var model = options?.ModelId ?? _options.Model;
        var firstDialect = new Dialect { UsesMaxCompletionTokens = _address.IsOpenAI };
        for (var tries = 1; ; tries++)
        {
            var dialect = _dialects.GetOrAdd(model ?? "", firstDialect);
            var candidate = _candidate;
            var streams = stream && (dialect.StreamsTools || options?.Tools is not { Count: > 0 });
            var request = RequestWriter.Write(messages, options, model, limit, streams, dialect);
            var exchange = await SendAsync(_address.Candidates[candidate], request.Body, streams, cancellationToken);
            if (exchange.Refusal is not { } refusal)
                return exchange;

            using (exchange)
            {
                if (tries < MaxTries)
                {
                    if (WireFailures.IsWrongAddress(exchange, refusal) && candidate + 1 < _address.Candidates.Count)
                    {
                        _candidate = candidate + 1;
                        continue;
                    }

                    // A prompt that is too long names the token limit too, and no other wording would make it fit.
                    if (ErrorClassifier.Classify(exchange.Status, refusal) is FailureCause.Rejected or FailureCause.Server
                        && dialect.After(exchange.Status, refusal, request.Sent) is { } adapted)
                    {
                        // When another call learned something in the meantime, its lesson stays and ours is learned again.
                        _dialects.TryUpdate(model ?? "", adapted, dialect);
                        continue;
                    }
                }

                throw _failures.Of(exchange, refusal);
            }
        }
    }

    private async Task<Exchange> SendAsync(Uri uri, ReadOnlyMemory<byte> body, bool stream, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Version = System.Net.HttpVersion.Version11 };
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", stream ? "text/event-stream, application/json" : "application/json");
        if (!string.IsNullOrWhiteSpace(_options.ApiKey))
        {
            if (_address.IsAzure)
                request.Headers.TryAddWithoutValidation("api-key", _options.ApiKey);
            else
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _options.ApiKey);
        }

        foreach (var (name, value) in _options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);

        HttpResponseMessage? response = null;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await Exchange.ReadAsync(
                response, RetryAfterReader.Read(response.Headers, _time.GetUtcNow()), _options.MaxResponseBytes, cancellationToken);
        }
        catch (Exception exception)
        {
            response?.Dispose();
            throw exception switch
            {
                HttpRequestException or IOException when response is null =>
                    _failures.Network($"No connection to {_address.Display}", exception),
                HttpRequestException or IOException => _failures.Network("The connection broke before the answer", exception),
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    _failures.Network("The HTTP client gave up on the request", exception),
                _ => exception,
            };
        }
    }

    private static long PromptTokens(IReadOnlyCollection<ChatMessage> messages)
    {
        var estimate = default(RoughTokens);
        foreach (var message in messages)
            estimate.Add(message.Text);

        return estimate.Total;
    }
}
