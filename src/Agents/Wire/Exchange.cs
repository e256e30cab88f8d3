using System.Net.Http.Headers;

namespace HeavySim.Agents;

/// <summary>A response whose beginning has been read: a stream of events, one document, or a refusal.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly HttpResponseMessage _response;

    private readonly ByteLease _lease;

    private Exchange(HttpResponseMessage response, ByteLease lease)
    {
        _response = response;
        _lease = lease;
    }

    /// <summary>The HTTP status.</summary>
    public int Status => (int)_response.StatusCode;

    /// <summary>The response's headers.</summary>
    public HttpResponseHeaders Headers => _response.Headers;

    /// <summary>The events, or null.</summary>
    public SseReader? Events { get; private init; }

    /// <summary>The document, or null.</summary>
    public JsonDocument? Document { get; private init; }

    /// <summary>What the endpoint said instead of answering, or null.</summary>
    public ErrorBody? Refusal { get; private init; }

    /// <summary>True when the refusal was no JSON: a proxy's page, not the endpoint's own words.</summary>
    public bool IsPage { get; private init; }

    /// <summary>The memory that the response holds.</summary>
    public ByteLease Lease => _lease;

    /// <summary>Reads the beginning of a response. By its content, as content types lie.</summary>
    public static async ValueTask<Exchange> ReadAsync(
        HttpResponseMessage response, WireOptions options, ReadPace? pace, CancellationToken cancellationToken)
    {
        var lease = new ByteLease(options.Memory);
        try
        {
            return await ReadAsync(response, options, lease, pace, cancellationToken);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private static async ValueTask<Exchange> ReadAsync(
        HttpResponseMessage response, WireOptions options, ByteLease lease, ReadPace? pace, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var maxEvent = (int)Math.Min(options.MaxResponseBytes, options.MaxEventBytes);
        var body = new BodyReader(stream, options.MaxResponseBytes, maxEvent, lease);
        if (!response.IsSuccessStatusCode)
            return await ReadRefusalAsync(response, lease, body, cancellationToken);

        var first = await body.PeekAsync(cancellationToken);
        var isEventStream = string.Equals(
            response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);
        if (first is '{' or '[' && !isEventStream)
        {
            var document = LenientJson.TryParse(await body.ReadRestAsync(options.MaxDocumentBytes, cancellationToken));
            if (document is null)
                return new Exchange(response, lease)
                {
                    Refusal = new ErrorBody("the endpoint answered with broken JSON"),
                    IsPage = true,
                };

            return new Exchange(response, lease) { Refusal = ErrorBody.Read(document.RootElement), Document = document };
        }

        if (first == '<')
        {
            var page = Page(await body.ReadSomeAsync(64 * 1024, cancellationToken), "a web page");
            return new Exchange(response, lease) { Refusal = page, IsPage = true };
        }

        if (pace is not null)
            body.Gather(pace);
        return new Exchange(response, lease) { Events = new SseReader(body, maxEvent, lease) };
    }

    public void Dispose()
    {
        Document?.Dispose();
        _response.Dispose();
        _lease.Dispose();
    }

    private static async ValueTask<Exchange> ReadRefusalAsync(
        HttpResponseMessage response, ByteLease lease, BodyReader body, CancellationToken cancellationToken)
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
        return new Exchange(response, lease) { Refusal = error ?? Page(bytes, response.ReasonPhrase ?? ""), IsPage = error is null };
    }

    private static ErrorBody Page(ReadOnlyMemory<byte> bytes, string otherwise)
    {
        var text = SafeText.Of(Encoding.UTF8.GetString(bytes.Span), null);
        return new ErrorBody(text.Length > 0 ? text : otherwise) { IsHtml = bytes.Trim(" \t\r\n"u8).Span.StartsWith("<"u8) };
    }
}
