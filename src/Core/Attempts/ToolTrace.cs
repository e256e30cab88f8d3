namespace HeavySim.Core;

/// <summary>What tools an attempt had, and what it did with them.</summary>
/// <param name="Access">How the tools were offered.</param>
/// <param name="Offered">The tools' names, in the order offered.</param>
/// <param name="Rounds">Turns of the model, the last one included.</param>
/// <param name="Calls">Every call, in order of rounds, and in the model's order within one.</param>
public sealed record ToolTrace(ToolAccess Access, IReadOnlyList<string> Offered, int Rounds, IReadOnlyList<ToolCallRecord> Calls);
