using System.Collections.Concurrent;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>
/// The failures that end all work, by endpoint, as the clients threw them: an attempt keeps their words only, and whoever tells of them
/// wants to say what to do. Thread-safe.
/// </summary>
internal sealed class EndpointFailures
{
    private readonly ConcurrentDictionary<string, EndpointFailure> _last = new(StringComparer.Ordinal);

    /// <summary>Notes a failure in the place of an earlier one of the endpoint.</summary>
    public void Note(EndpointFailure failure) => _last[failure.Endpoint.Name] = failure;

    /// <summary>The failure that an error tells of, or null for any other error.</summary>
    public EndpointFailure? ToldBy(HeavySimException error) =>
        _last.Values.FirstOrDefault(failure => error.Message.Contains(failure.Failure.Message, StringComparison.Ordinal));
}
