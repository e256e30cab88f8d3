namespace HeavySim.Core;

/// <summary>One call of a tool by a model, however it ended: what is journaled and shown.</summary>
/// <param name="Round">The model's turn that asked for it, from 1.</param>
/// <param name="Tool">The tool's name as the model wrote it, known or not.</param>
/// <param name="Arguments">The arguments as JSON, or what the model wrote where it is none.</param>
/// <param name="Result">What the model got back, shortened to the size limit, or null when the call failed.</param>
/// <param name="Error">What the model was told instead of a result, or null.</param>
/// <param name="Elapsed">How long the tool ran, on the clock of its world; zero for a call that was refused.</param>
public sealed record ToolCallRecord(int Round, string Tool, string Arguments, string? Result, string? Error, TimeSpan Elapsed);
