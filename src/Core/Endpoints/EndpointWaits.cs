namespace HeavySim.Core;

/// <summary>What waits there are at present, endpoint by endpoint. Clients write it, whoever watches reads it; thread-safe.</summary>
internal sealed class EndpointWaits
{
    private readonly Dictionary<string, EndpointWait> _waits = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Those that are not over by the time given.</summary>
    public IReadOnlyList<EndpointWait> At(DateTimeOffset now)
    {
        lock (_gate)
            return [.. _waits.Values.Where(w => w.Until > now)];
    }

    /// <summary>Notes a wait, in the place of an earlier one of the same endpoint.</summary>
    public void Begin(EndpointWait wait)
    {
        lock (_gate)
            _waits[wait.Endpoint] = wait;
    }

    /// <summary>Notes that the endpoint serves again.</summary>
    public void End(string endpoint)
    {
        lock (_gate)
            _waits.Remove(endpoint);
    }
}
