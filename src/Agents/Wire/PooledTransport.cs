namespace HeavySim.Agents;

/// <summary>
/// Sends requests over pooled connections, and gets over those that the server had closed without saying so: such a request is sent again
/// at once, one time, over a connection of its own; and how long connections may stand idle here is learned from it. Safe to call
/// concurrently.
/// </summary>
/// <remarks>
/// llama-server closes the connection after every stream and announces no <c>Connection: close</c>. The handler of the framework looks
/// whether a pooled connection is closed when it takes it out of the pool; of one that is closed a moment later it sends again only
/// requests without a body (<c>HttpConnection.SendAsync</c> of .NET 10: end of stream before the first byte, and no content or an
/// unanswered <c>Expect: 100-continue</c>), never a POST that has been written, and nothing after a reset. What HTTP asks of a client that
/// does more (RFC 9112, section 9.3.1) is to know that nothing was done yet: we know that the connection was an old one, that not one byte
/// came back, and that it failed soon. A server that died just after it had read the request looks the same; it is asked once more too
/// many. A new connection that fails, or this second request, is an ordinary failure, with the waits of one.
/// </remarks>
internal sealed class PooledTransport : HttpMessageHandler
{
    /// <summary>A connection that was closed tells so at once; what fails later was at work on the request.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Where connections do not live so long between two requests, none is used again; the pool looks once a second.</summary>
    private static readonly TimeSpan LeastIdle = TimeSpan.FromSeconds(4);

    private readonly Func<SocketsHttpHandler> _newHandler;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _once;
    private readonly List<HttpMessageInvoker> _all = [];
    private readonly Lock _gate = new();
    private volatile HttpMessageInvoker _usual;

    /// <summary>Creates it; no connection is made yet.</summary>
    /// <param name="newHandler">Makes a handler as the endpoint needs it.</param>
    /// <param name="time">The clock.</param>
    public PooledTransport(Func<SocketsHttpHandler> newHandler, TimeProvider time)
    {
        _newHandler = newHandler;
        _time = time;
        _usual = Add(static _ => { });
        _once = Add(static handler => handler.PooledConnectionLifetime = TimeSpan.Zero);
    }

    /// <summary>False once the endpoint has closed connections so early that none is used again.</summary>
    public bool ReusesConnections => _usual != _once;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Seen by the connection only: what an async method sets in its flow ends with it.
        var path = new RequestPath();
        RequestPath.Current = path;
        var sender = _usual;
        try
        {
            return await sender.SendAsync(request, cancellationToken);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException && WasClosed(path) && !cancellationToken.IsCancellationRequested)
        {
            Learn(sender, path.Idle);
        }

        return await _once.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
                _all.ForEach(static invoker => invoker.Dispose());
        }

        base.Dispose(disposing);
    }

    private bool WasClosed(RequestPath path) =>
        path is { IsReused: true, HasAnswer: false } && _time.GetElapsedTime(path.SentAt) < Soon;

    /// <summary>
    /// Connections that stood idle for so long are closed here: from now on they are given up after half of it, or at once.
    /// </summary>
    private void Learn(HttpMessageInvoker sender, TimeSpan idle)
    {
        lock (_gate)
        {
            // What other calls met over the same connections has taught its lesson already.
            if (sender == _usual)
                _usual = idle < LeastIdle ? _once : Add(handler => handler.PooledConnectionIdleTimeout = idle / 2);
        }
    }

    /// <summary>Earlier ones stay: answers still come over them.</summary>
    private HttpMessageInvoker Add(Action<SocketsHttpHandler> setUp)
    {
        var handler = _newHandler();
        handler.PlaintextStreamFilter = (context, _) => new ValueTask<Stream>(new PooledConnection(context.PlaintextStream, _time));
        setUp(handler);
        var invoker = new HttpMessageInvoker(handler);
        _all.Add(invoker);
        return invoker;
    }
}
