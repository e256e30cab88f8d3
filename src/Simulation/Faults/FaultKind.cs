namespace HeavySim.Simulation;

/// <summary>The ways in which a simulated endpoint can fail.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    RateLimited,

    /// <summary>500, 502 or 503.</summary>
    ServerError,

    /// <summary>The connection is reset.</summary>
    ConnectionReset,

    /// <summary>Nothing comes, ever.</summary>
    Hang,

    /// <summary>The reply comes far too slowly.</summary>
    SlowTrickle,

    /// <summary>The stream ends in the middle.</summary>
    Truncation,

    /// <summary>A body that is no JSON.</summary>
    MalformedJson,

    /// <summary>200 with an HTML page.</summary>
    WrongContentType,

    /// <summary>A proper reply with nothing in it.</summary>
    EmptyAnswer,
}
