namespace HeavySim.Agents;

/// <summary>
/// Stands under a vendor's library and does what it does not: it reads refusals as our own clients read them, so that a Retry-After is
/// kept and causes are told apart, bounds how much is read, and lets no key but the endpoint's own through.
/// </summary>
internal sealed class VendorHandler(HttpMessageHandler inner, EndpointAddress address, WireOptions options, WireFailures failures)
    : DelegatingHandler(inner)
{
    private static readonly string[] KeyHeaders = ["Authorization", "X-Api-Key"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sign(request);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await WatchedAsync(response, cancellationToken);

            using var exchange = await Exchange.ReadAsync(response, options, pace: null, cancellationToken);
            throw failures.Of(exchange, exchange.Refusal ?? new ErrorBody(response.ReasonPhrase ?? ""));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            response?.Dispose();
            throw failures.Network(
                response is null ? $"No connection to {address.Display}" : "The connection broke before the answer", exception);
        }
    }

    /// <summary>The endpoint's key and headers, and no key from elsewhere: libraries look for them in the environment, too.</summary>
    private void Sign(HttpRequestMessage request)
    {
        var key = string.IsNullOrWhiteSpace(options.ApiKey) ? null : options.ApiKey;
        var isSigned = false;
        foreach (var header in KeyHeaders)
        {
            var isOurs = key is not null && request.Headers.TryGetValues(header, out var values)
                && values.All(value => value == key || value == "Bearer " + key);
            isSigned |= isOurs;
            if (!isOurs)
                request.Headers.Remove(header);
        }

        if (key is not null && !isSigned)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);

        foreach (var (name, value) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
    }

    private async Task<HttpResponseMessage> WatchedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new WatchedBody(await response.Content.ReadAsStreamAsync(cancellationToken), options.MaxResponseBytes, failures);
        var content = new StreamContent(body);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                content.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = content;
        return response;
    }
}
