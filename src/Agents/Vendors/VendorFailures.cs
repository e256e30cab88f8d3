using Anthropic.Exceptions;

namespace HeavySim.Agents;

/// <summary>What a vendor's library throws, as one of our failures.</summary>
internal static class VendorFailures
{
    /// <summary>The failure behind an exception.</summary>
    public static ModelCallException Of(Exception exception, WireFailures failures)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is ModelCallException told)
                return told;
        }

        return exception switch
        {
            // An error in the middle of a stream; with a status it would have been read before the library saw it.
            AnthropicServiceException { Body: { ValueKind: JsonValueKind.Object } body } when ErrorBody.Read(body) is { } error =>
                failures.Of(null, error),
            OperationCanceledException => failures.Network("The HTTP client gave up on the request", exception),
            HttpRequestException or IOException => failures.Network("The connection broke in the middle of an answer", exception),
            _ => failures.Malformed($"The endpoint sent something that its library does not understand: {exception.Message}"),
        };
    }
}
