namespace HeavySim.Records.Store;

/// <summary>What tools an agent had in a run, and how often it called them.</summary>
/// <param name="Agent">The agent, from 1.</param>
/// <param name="Model">Its model.</param>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Access">How it reached them: "native", "text" (described in the prompt), or "none" where its endpoint takes none.</param>
/// <param name="Offered">The tools' names.</param>
/// <param name="Attempts">Attempts made so.</param>
/// <param name="Calls">Calls of tools.</param>
/// <param name="Failed">Calls that ended in an error that the model was told.</param>
public sealed record ToolUse(
    int Agent, string Model, string Endpoint, string Access, IReadOnlyList<string> Offered, int Attempts, int Calls, int Failed);
