namespace HeavySim.Agents;

/// <summary>Words what went wrong at an endpoint, without its key.</summary>
/// <param name="address">The endpoint.</param>
/// <param name="apiKey">The key that must not be seen, or null.</param>
internal sealed class WireFailures(EndpointAddress address, string? apiKey)
{
    /// <summary>A path that is not there, told by a status, or inside a 200 (LM Studio). A model that is not there is not meant.</summary>
    public static bool IsWrongAddress(Exchange exchange, ErrorBody refusal) =>
        exchange.Status is 404 or 405 ? exchange.IsPage || !refusal.Message.Contains("model", StringComparison.OrdinalIgnoreCase)
        : exchange.Status == 200 && refusal.Message.Contains("Unexpected endpoint", StringComparison.OrdinalIgnoreCase);

    /// <summary>What an endpoint refused.</summary>
    public ModelCallException Of(Exchange? exchange, ErrorBody error)
    {
        var status = exchange is { Status: not 200 } refused ? refused.Status : error.Status;
        var message = error.Message;
        if (exchange is not null && IsWrongAddress(exchange, error))
        {
            return new ModelCallException(
                FailureCause.Rejected,
                SafeText.Of(
                    $"There are no chat completions at {address.Display}; check the address, it often ends in /v1. "
                    + $"The endpoint said: {message}",
                    apiKey))
            {
                Status = exchange.Status,
            };
        }

        if (exchange is { IsPage: true, Status: 200 })
            return new ModelCallException(
                FailureCause.Malformed,
                SafeText.Of($"The endpoint answered with something else than a completion: {message}", apiKey)) { Status = 200 };

        if (status is >= 300 and < 400)
            message = "The endpoint redirects; give the address it redirects to. " + message;

        var cause = ErrorClassifier.Classify(status, error);
        return new ModelCallException(cause, SafeText.Of(status is null ? message : $"{status}: {message}", apiKey))
        {
            Status = status,
            RetryAfter = exchange?.RetryAfter,
        };
    }

    /// <summary>An answer that is none.</summary>
    public ModelCallException Malformed(string message) => new(FailureCause.Malformed, SafeText.Of(message, apiKey));

    /// <summary>A connection that did not hold.</summary>
    public ModelCallException Network(string message, Exception exception) =>
        new(FailureCause.Network, SafeText.Of($"{message}: {exception.Message}", apiKey), exception);
}
