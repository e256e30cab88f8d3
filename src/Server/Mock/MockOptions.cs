namespace HeavySim.Server;

/// <summary>How a mock endpoint differs from a plain one.</summary>
internal sealed record MockOptions
{
    /// <summary>A fixed wait before each answer begins, on the endpoint's clock, not negative; null (the default) for none.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Which requests fail, or null (the default) for none.</summary>
    public IFaultSource? Faults { get; init; }
}
