namespace HeavySim.Ensembles.Endpoints;

/// <summary>A place where models are, real or simulated.</summary>
internal interface IModelSource
{
    /// <summary>True when it lives in virtual time.</summary>
    bool IsSimulated { get; }

    /// <summary>Makes it ready to be asked, where that takes time.</summary>
    /// <exception cref="HeavySimException">It cannot be used; the message says how to put it right.</exception>
    Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Its models, ready to be asked in the world of this clock.</summary>
    IReadOnlyList<EndpointBinding> Connect(TimeProvider time, long seed);
}
