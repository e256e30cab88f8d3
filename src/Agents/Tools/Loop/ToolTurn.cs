namespace HeavySim.Agents.Tools;

/// <summary>What the model said in one turn.</summary>
/// <param name="Messages">Its messages, to be sent back as they are.</param>
/// <param name="Written">Its whole text, calls included.</param>
/// <param name="Calls">The tool calls it asks for, in order.</param>
internal sealed record ToolTurn(IReadOnlyList<ChatMessage> Messages, string Written, IReadOnlyList<FunctionCallContent> Calls);
