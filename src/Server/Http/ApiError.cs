namespace HeavySim.Server.Http;

/// <summary>What a caller is told when a request fails.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">What was wrong, safe to show.</param>
internal sealed record ApiError(int Status, string Message)
{
    public string Type { get; init; } = Status switch
    {
        429 => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    public string? Code { get; init; }

    public string? Param { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True when the same request may succeed later. The public SDKs send every 408, 409, 429 and 5xx again, twice; where that is of no use
    /// they have to be told, or each failure costs three times.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>What an exception means to the caller. Only the messages of our own exceptions are shown.</summary>
    public static ApiError Of(Exception error) => error switch
    {
        ApiException api => api.Error,
        BadHttpRequestException { StatusCode: 413 } => new(
            413, "The request is larger than this endpoint accepts.") { Code = "request_too_large" },
        BadHttpRequestException bad => new(bad.StatusCode, bad.Message),
        ModelTimeoutException late => new(504, late.Message) { Code = "timeout", IsTransient = late.IsTransient },
        ModelCallException failed => Of(failed),
        HeavySimException explained => new(502, explained.Message) { Code = "upstream_failed" },
        _ => new(500, "The endpoint failed on this request: a bug, not your doing."),
    };

    private static ApiError Of(ModelCallException failed)
    {
        var (status, code) = failed.Cause switch
        {
            FailureCause.RateLimited => (429, "rate_limit_exceeded"),
            FailureCause.QuotaExhausted => (429, "insufficient_quota"),
            FailureCause.Unauthorized => (401, "invalid_api_key"),
            FailureCause.ContextLength => (400, "context_length_exceeded"),
            FailureCause.ContentFilter => (400, "content_filter"),
            FailureCause.Rejected or FailureCause.ParameterRefused => (400, null),
            FailureCause.NotFound => (404, "model_not_found"),
            FailureCause.RequestTooLarge => (413, "request_too_large"),
            FailureCause.CircuitOpen => (503, "unavailable"),
            FailureCause.Internal => (500, null),
            _ => (502, "upstream_failed"),
        };
        // The status a model failed with says more than ours, as long as it is one of an error.
        if (failed.Status is >= 400 and <= 599)
            status = failed.Status.Value;

        return new ApiError(status, failed.Message) { Code = code, RetryAfter = failed.RetryAfter, IsTransient = failed.IsTransient };
    }
}
