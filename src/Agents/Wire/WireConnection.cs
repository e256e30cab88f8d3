using System.Net.Http.Headers;

namespace HeavySim.Agents;

/// <summary>Sends requests to an endpoint, with its key and headers.</summary>
internal sealed class WireConnection(
    HttpClient http, EndpointAddress address, WireOptions options, WireFailures failures, TimeProvider time) : IDisposable
{
    // A list of models is a courtesy of an error message: it is not waited for long, and not read to its end.
    private const int MostOfList = 64 * 1024;
    // 4 kilobytes to a token with twenty candidates, and a quarter of a million tokens.
    private const long VerboseBytes = 1024L * 1024 * 1024;
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(2);

    private readonly ReadPace _pace = new(time);
    private volatile string? _offered;

    /// <summary>Posts a request and reads the beginning of the response.</summary>
    /// <param name="uri">Where.</param>
    /// <param name="body">The request.</param>
    /// <param name="stream">True to ask for a stream.</param>
    /// <param name="isVerbose">True where each token brings its candidates along: some kilobytes, of which little is kept.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Exchange> SendAsync(
        Uri uri, ReadOnlyMemory<byte> body, bool stream, bool isVerbose, CancellationToken cancellationToken)
    {
        using var request = NewRequest(HttpMethod.Post, uri, stream ? "text/event-stream, application/json" : "application/json");
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await SendAsync(request, isVerbose, cancellationToken);
    }

    /// <summary>Sends a request without a body and reads the beginning of the response.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, Uri uri, CancellationToken cancellationToken)
    {
        using var request = NewRequest(method, uri, "application/json");
        return await SendAsync(request, isVerbose: false, cancellationToken);
    }

    private async Task<Exchange> SendAsync(HttpRequestMessage request, bool isVerbose, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var limits = isVerbose ? options with { MaxResponseBytes = Math.Max(options.MaxResponseBytes, VerboseBytes) } : options;
            return await Exchange.ReadAsync(response, limits, _pace, cancellationToken);
        }
        catch (Exception exception)
        {
            response?.Dispose();
            throw exception switch
            {
                HttpRequestException or IOException when response is null =>
                    failures.Network($"No connection to {address.Display}", exception),
                HttpRequestException or IOException => failures.Network("The connection broke before the answer", exception),
                OperationCanceledException when !cancellationToken.IsCancellationRequested && response is null =>
                    failures.Network($"No connection to {address.Display} came about in time{PlainHint(request.RequestUri)}", exception),
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    failures.Network("The HTTP client gave up on the request", exception),
                _ => exception,
            };
        }
    }

    private static string PlainHint(Uri? uri) =>
        uri?.Scheme == Uri.UriSchemeHttps ? " (if the server speaks plain HTTP, its address begins with http://)" : "";

    /// <summary>The models that the endpoint says it has, as one sentence; null where it does not say so at once.</summary>
    /// <param name="candidate">The address of its completions.</param>
    /// <param name="asked">The model that was asked for, or null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async ValueTask<string?> OfferedAsync(Uri candidate, string? asked, CancellationToken cancellationToken)
    {
        if (_offered is { } known)
            return known;

        if (address.ModelsBeside(candidate) is not { } uri)
            return null;

        using var late = new CancellationTokenSource(ListTimeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var lease = new ByteLease(options.Memory);
        try
        {
            using var request = NewRequest(HttpMethod.Get, uri, "application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            if (!response.IsSuccessStatusCode)
                return null;

            var stream = await response.Content.ReadAsStreamAsync(ends.Token);
            var bytes = await new BodyReader(stream, 2 * MostOfList, MostOfList, lease).ReadSomeAsync(MostOfList, ends.Token);
            using var list = LenientJson.TryParse(bytes);
            return _offered = list is null ? null : OfferedModels.Read(list.RootElement, asked, options.ApiKey);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with the list, the failure to be told is another.
            return null;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        _pace.Dispose();
    }

    private HttpRequestMessage NewRequest(HttpMethod method, Uri uri, string accept)
    {
        var request = new HttpRequestMessage(method, uri) { Version = System.Net.HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (!string.IsNullOrWhiteSpace(options.ApiKey))
        {
            if (address.IsAzure)
                request.Headers.TryAddWithoutValidation("api-key", options.ApiKey);
            else
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + options.ApiKey);
        }

        foreach (var (name, value) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return request;
    }
}
