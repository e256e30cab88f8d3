namespace HeavySim.Agents;

/// <summary>A way to go about a problem, told to the model in its system prompt.</summary>
/// <param name="Name">Lower-case words joined by hyphens; recorded with every attempt.</param>
/// <param name="Instruction">What the model is told.</param>
public sealed record PromptStrategy(string Name, string Instruction)
{
    /// <summary>Messages of one's own in place of the usual ones, or null.</summary>
    public PromptTemplate? Template { get; init; }
}
