namespace HeavySim.Agents;

/// <summary>The way of one request: over which kind of connection it went, and whether anything has come back.</summary>
internal sealed class RequestPath
{
    private static readonly AsyncLocal<RequestPath?> OfFlow = new();

    /// <summary>The request that the running code belongs to; null outside of one, where the body of a response is read, say.</summary>
    public static RequestPath? Current
    {
        get => OfFlow.Value;
        set => OfFlow.Value = value;
    }

    /// <summary>The connection that it was written to, or null while it was written to none.</summary>
    public PooledConnection? Connection { get; private set; }

    /// <summary>True where that connection had carried another request before.</summary>
    public bool IsReused { get; private set; }

    /// <summary>How long that connection had stood idle, about; not less than it was.</summary>
    public TimeSpan Idle { get; private set; }

    /// <summary>When it was first written, as a timestamp of the clock.</summary>
    public long SentAt { get; private set; }

    /// <summary>True once a single byte of a response came.</summary>
    public bool HasAnswer { get; set; }

    /// <summary>It is written to a connection for the first time.</summary>
    public void Enter(PooledConnection connection, bool isReused, TimeSpan idle, long now) =>
        (Connection, IsReused, Idle, SentAt, HasAnswer) = (connection, isReused, idle, now, false);
}
