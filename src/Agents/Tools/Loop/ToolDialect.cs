namespace HeavySim.Agents.Tools;

/// <summary>How tools are spoken with an endpoint.</summary>
/// <param name="Access">Natively, by text, or not at all.</param>
/// <param name="Streams">False where the endpoint takes tools in plain requests only.</param>
internal readonly record struct ToolDialect(ToolAccess Access, bool Streams)
{
    /// <summary>What to try after the endpoint refused this one, or null when nothing is left.</summary>
    public ToolDialect? After(ToolRefusal refusal, bool wasStreamed, ToolAccess fallback) => this switch
    {
        { Access: not ToolAccess.Native } => null,
        { Streams: true } when wasStreamed && refusal == ToolRefusal.Streaming => this with { Streams = false },
        _ => new ToolDialect(fallback, Streams: true),
    };
}
