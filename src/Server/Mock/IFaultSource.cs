namespace HeavySim.Server;

/// <summary>Decides which requests to a mock endpoint fail, and how. Called concurrently.</summary>
internal interface IFaultSource
{
    /// <summary>The fault that strikes this request, or null for none.</summary>
    WireFault? Next(MockRequest request);
}
