namespace HeavySim.Ensembles.Endpoints;

/// <summary>Why an endpoint can serve no other call either: a wrong key, an unknown model, a limit, nobody there.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="UsualKey">The environment variable where a key is looked for when none is named, or null.</param>
/// <param name="Failure">As its client threw it.</param>
/// <param name="At">When.</param>
internal sealed record EndpointFailure(EndpointOptions Endpoint, string? UsualKey, ModelCallException Failure, DateTimeOffset At)
{
    /// <summary>What the endpoint last did, where the failure is that it was given up; else the failure.</summary>
    public ModelCallException Last
    {
        get
        {
            for (Exception? inner = Failure; inner is not null; inner = inner.InnerException)
            {
                if (inner is ModelCallException { Cause: not FailureCause.CircuitOpen } met)
                    return met;
            }

            return Failure;
        }
    }

    /// <summary>When the endpoint said that it may be asked again, or null.</summary>
    public DateTimeOffset? OpensAt => Last.RetryAfter is { } wait ? At + wait : null;

    /// <summary>True when a connection came about, and no encrypted one could be made of it.</summary>
    public bool IsOfEncryption
    {
        get
        {
            for (Exception? inner = Failure; inner is not null; inner = inner.InnerException)
            {
                if (inner is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
                    return true;
            }

            return false;
        }
    }
}
