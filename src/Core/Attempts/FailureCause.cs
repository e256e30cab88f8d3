namespace HeavySim.Core;

/// <summary>Why an attempt failed for good, after the retries it was worth.</summary>
public enum FailureCause
{
    /// <summary>No connection, or it broke: DNS, refused, reset.</summary>
    Network,

    /// <summary>The endpoint asked to slow down (429, 503 while loading) until patience ran out.</summary>
    RateLimited,

    /// <summary>The endpoint failed (5xx, an error inside a 200).</summary>
    Server,

    /// <summary>The answer was not what the protocol says: HTML, broken JSON, no choices, a stream cut short.</summary>
    Malformed,

    /// <summary>The request was refused as wrong (4xx).</summary>
    Rejected,

    /// <summary>The prompt does not fit the model's context.</summary>
    ContextLength,

    /// <summary>The endpoint refused to answer on policy grounds.</summary>
    ContentFilter,

    /// <summary>The key is missing or wrong (401, 403): fatal to the whole solve.</summary>
    Unauthorized,

    /// <summary>The account is empty (insufficient_quota, 402): fatal to the whole solve.</summary>
    QuotaExhausted,

    /// <summary>The endpoint stayed away for longer than its callers' patience: fatal to the whole solve.</summary>
    CircuitOpen,

    /// <summary>A bug or an unforeseen error inside the agent.</summary>
    Internal,

    /// <summary>The endpoint has no such model, or nothing at this address (404): fatal to the whole solve.</summary>
    NotFound,

    /// <summary>The endpoint refuses a parameter that cannot be left out or renamed: fatal to the whole solve.</summary>
    ParameterRefused,

    /// <summary>The request alone is larger than what the endpoint allows in a minute: no wait would help.</summary>
    RequestTooLarge,
}
