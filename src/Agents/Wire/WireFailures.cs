using System.Globalization;
using System.Security.Authentication;

namespace HeavySim.Agents;

/// <summary>Words what went wrong at an endpoint, without its key.</summary>
/// <param name="address">The endpoint.</param>
/// <param name="apiKey">The key that must not be seen, or null.</param>
/// <param name="time">The clock by which times of reset are read.</param>
internal sealed class WireFailures(EndpointAddress address, string? apiKey, TimeProvider time)
{
    /// <summary>A path that is not there, told by a status, or inside a 200 (LM Studio). A model that is not there is not meant.</summary>
    public static bool IsWrongAddress(Exchange exchange, ErrorBody refusal) => exchange.Status switch
    {
        404 or 405 => exchange.IsPage || !(ErrorClassifier.IsUnknownModel(exchange.Status, refusal)
            || refusal.Message.Contains("No endpoints found", StringComparison.OrdinalIgnoreCase)),
        200 => refusal.Message.Contains("Unexpected endpoint", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>What an endpoint refused.</summary>
    /// <param name="exchange">The response, or null for an error inside a stream that went well until then.</param>
    /// <param name="error">What it said.</param>
    /// <param name="offered">The names of the models it has, where they were asked for.</param>
    public ModelCallException Of(Exchange? exchange, ErrorBody error, string? offered = null)
    {
        var status = exchange is { Status: not 200 } refused ? refused.Status : error.Status;
        if (exchange is not null && IsWrongAddress(exchange, error))
        {
            return Failure(
                FailureCause.NotFound, exchange.Status,
                $"There are no {address.What} at {address.Display}; check the address, it often ends in /v1. "
                + $"The endpoint said: {error.Message}");
        }

        if (exchange is { IsPage: true, Status: 200 })
            return Failure(FailureCause.Malformed, 200, $"The endpoint answered with something else than a completion: {error.Message}");

        var now = time.GetUtcNow();
        var header = exchange is null ? null : RetryAfterReader.Read(exchange.Headers, now, status == 429);
        var cause = ErrorClassifier.Classify(status, error, header);
        var message = status is >= 300 and < 400
            ? "The endpoint redirects; give the address it redirects to. " + error.Message
            : error.Message;
        return cause switch
        {
            FailureCause.RequestTooLarge when LimitWords.TooLarge(error.Message) is { } sizes => Failure(
                cause, status,
                $"{status}: the request is larger than the endpoint allows: limit {Count(sizes.Limit)}, requested "
                + $"{Count(sizes.Requested)}. It said: {message}"),
            FailureCause.RateLimited => Limited(status, error, header, now),
            _ => Failure(cause, status, status is null ? message : $"{status}: {message}", header, offered),
        };
    }

    /// <summary>An answer that is none.</summary>
    public ModelCallException Malformed(string message) => new(FailureCause.Malformed, SafeText.Of(message, apiKey));

    /// <summary>A connection that did not hold.</summary>
    public ModelCallException Network(string message, Exception exception) =>
        new(FailureCause.Network, SafeText.Of($"{message}: {Words(exception)}", apiKey), exception)
        {
            NeverArrived = HasNoConnection(exception),
        };

    private static bool HasNoConnection(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>What went wrong in a TLS handshake stands further in.</summary>
    private static string Words(Exception exception)
    {
        var inner = exception.InnerException;
        while (inner is not (null or AuthenticationException))
            inner = inner.InnerException;

        return inner is not AuthenticationException refusal ? exception.Message
            : refusal.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) ? $"TLS: {refusal.Message}"
            : $"TLS: {refusal.Message.TrimEnd('.')}. If the server speaks plain HTTP, its address begins with http://.";
    }

    private ModelCallException Limited(int? status, ErrorBody error, TimeSpan? header, DateTimeOffset now)
    {
        var isDaily = error.IsDaily || LimitWords.IsDaily(error.Message);
        var reset = error.ResetsAt is { } written ? RetryAfterReader.UntilReset(written, now) : null;
        var words = LimitWords.Delay(error.Message);
        var said = status is null ? error.Message : $"{status}: {error.Message}";
        if (!isDaily)
            return Failure(FailureCause.RateLimited, status, said, header ?? error.RetryDelay ?? words ?? reset);

        // Google says some seconds of a daily limit too, but the limit is not over then.
        var wait = error.IsDaily && error.RetryDelay is not null ? header ?? reset ?? GoogleDay.UntilNext(now) : header ?? reset ?? words;
        if (wait is not { } until)
            return Failure(FailureCause.RateLimited, status, said);

        var moment = RoundUp(now + until).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Failure(FailureCause.RateLimited, status, $"The limit is daily and resets at {moment} UTC. {said}", wait);
    }

    private ModelCallException Failure(FailureCause cause, int? status, string message, TimeSpan? retryAfter = null, string? offered = null)
    {
        var safe = SafeText.Of(message, apiKey);
        if (offered is not null)
            safe = SafeText.Of($"{safe[..Math.Min(safe.Length, 120)].TrimEnd('.')}. {offered}", apiKey);

        return new ModelCallException(cause, safe)
        {
            Status = status,
            RetryAfter = retryAfter,
        };
    }

    private static DateTimeOffset RoundUp(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime().AddSeconds(59);
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
