namespace HeavySim.Agents;

/// <summary>A response whose beginning has been read: a stream of events, one document, or a refusal.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly HttpResponseMessage _response;

    private Exchange(HttpResponseMessage response, TimeSpan? retryAfter)
    {
        _response = response;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public int Status => (int)_response.StatusCode;

    /// <summary>How long the endpoint asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The events, or null.</summary>
    public SseReader? Events { get; private init; }

    /// <summary>The document, or null.</summary>
    public JsonDocument? Document { get; private init; }

    /// <summary>What the endpoint said instead of answering, or null.</summary>
    public ErrorBody? Refusal { get; private init; }

    /// <summary>True when the refusal was no JSON: a proxy's page, not the endpoint's own words.</summary>
    public bool IsPage { get; private init; }

    /// <summary>Reads the beginning of a response. By its content, as content types lie.</summary>
    public static async ValueTask<Exchange> ReadAsync(
        HttpResponseMessage response, TimeSpan? retryAfter, long maxBytes, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var maxPart = (int)Math.Min(maxBytes, 16 * 1024 * 1024);
        var body = new BodyReader(stream, maxBytes, maxPart);
        if (!response.IsSuccessStatusCode)
            return await ReadRefusalAsync(response, retryAfter, body, cancellationToken);

        var first = await body.PeekAsync(cancellationToken);
        var isEventStream = string.Equals(
            response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);
        if (first is '{' or '[' && !isEventStream)
        {
            var document = LenientJson.TryParse(await body.ReadRestAsync(cancellationToken));
            if (document is null)
                return new Exchange(response, retryAfter)
                {
                    Refusal = new ErrorBody("the endpoint answered with broken JSON"),
                    IsPage = true,
                };

            return ErrorBody.Read(document.RootElement) is { } error
                ? new Exchange(response, retryAfter) { Refusal = error, Document = document }
                : new Exchange(response, retryAfter) { Document = document };
        }

        if (first == '<')
        {
            var page = Page(await body.ReadSomeAsync(64 * 1024, cancellationToken), "a web page");
            return new Exchange(response, retryAfter) { Refusal = page, IsPage = true };
        }

        return new Exchange(response, retryAfter) { Events = new SseReader(body, maxPart) };
    }

    public void Dispose()
    {
        Document?.Dispose();
        _response.Dispose();
    }

    private static async ValueTask<Exchange> ReadRefusalAsync(
        HttpResponseMessage response, TimeSpan? retryAfter, BodyReader body, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes;
        try
        {
            bytes = await body.ReadSomeAsync(64 * 1024, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status alone says enough.
            bytes = default;
        }

        if (bytes.Span.StartsWith("data:"u8))
            bytes = bytes["data:".Length..];

        using var document = LenientJson.TryParse(bytes);
        var error = document is null ? null : ErrorBody.Read(document.RootElement);
        return new Exchange(response, retryAfter) { Refusal = error ?? Page(bytes, response.ReasonPhrase ?? ""), IsPage = error is null };
    }

    private static ErrorBody Page(ReadOnlyMemory<byte> bytes, string otherwise)
    {
        var text = SafeText.Of(System.Text.Encoding.UTF8.GetString(bytes.Span), null);
        return new ErrorBody(text.Length > 0 ? text : otherwise);
    }
}
