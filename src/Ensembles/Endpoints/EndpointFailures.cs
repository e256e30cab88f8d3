namespace HeavySim.Ensembles.Endpoints;

/// <summary>
/// The failures that end all work, as the clients threw them: an attempt keeps their words only, and whoever tells of them wants to say
/// what to do. Calls in flight fail together, each in words of its own, and any of them may be the one that is told. Thread-safe.
/// </summary>
internal sealed class EndpointFailures
{
    /// <summary>More than fail together in all but the widest runs, little enough for a server that lives for months.</summary>
    private const int MostKept = 1024;

    private readonly Queue<EndpointFailure> _newest = new();
    private readonly Lock _gate = new();

    /// <summary>Notes a failure.</summary>
    public void Note(EndpointFailure failure)
    {
        lock (_gate)
        {
            _newest.Enqueue(failure);
            if (_newest.Count > MostKept)
                _newest.Dequeue();
        }
    }

    /// <summary>The failure that an error tells of, or null for any other error.</summary>
    public EndpointFailure? ToldBy(HeavySimException error)
    {
        lock (_gate)
        {
            return _newest.LastOrDefault(failure =>
                failure.Failure.Message.Length > 0 && error.Message.Contains(failure.Failure.Message, StringComparison.Ordinal));
        }
    }
}
