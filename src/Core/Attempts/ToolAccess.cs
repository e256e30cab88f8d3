namespace HeavySim.Core;

/// <summary>How an agent reaches its tools.</summary>
public enum ToolAccess
{
    /// <summary>It has none, or its endpoint takes none.</summary>
    None,

    /// <summary>Through the endpoint's own tool calling.</summary>
    Native,

    /// <summary>Described in the prompt, called by a block of text that the model writes.</summary>
    Text,
}
