namespace HeavySim.Simulation;

/// <summary>A slot of an endpoint while a request is served. Disposing gives it back.</summary>
internal sealed class EndpointLease(SimulatedEndpoint endpoint, long tokens, double tokensPerSecond, TimeSpan began) : IDisposable
{
    private bool _isServed;
    private bool _isDisposed;

    public long Tokens => tokens;

    public double TokensPerSecond => tokensPerSecond;

    public TimeSpan Began => began;

    /// <summary>The reply has been delivered whole.</summary>
    public void Complete() => _isServed = true;

    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        endpoint.Leave(this, _isServed);
    }
}
