namespace HeavySim.Agents.Tools;

/// <summary>What an endpoint's error says about the tools of the request.</summary>
internal enum ToolRefusal
{
    /// <summary>Nothing: the error has another cause.</summary>
    No,

    /// <summary>It takes no tools.</summary>
    Tools,

    /// <summary>It takes tools, but not in a stream.</summary>
    Streaming,
}
