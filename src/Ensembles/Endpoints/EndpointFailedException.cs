namespace HeavySim.Ensembles.Endpoints;

/// <summary>No call to an endpoint can succeed any more; the message says what to do about it.</summary>
internal sealed class EndpointFailedException(EndpointFailure failure, HeavySimException error)
    : HeavySimException(EndpointAdvice.Of(failure), error)
{
    /// <summary>What the endpoint did.</summary>
    public FailureCause Cause { get; } = failure.Last.Cause;
}
