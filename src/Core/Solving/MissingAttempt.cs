namespace HeavySim.Core;

/// <summary>An agent whose answer a solution lacks, and why.</summary>
/// <param name="Agent">The agent's index.</param>
/// <param name="Cause">Outcome and explanation, for people.</param>
public sealed record MissingAttempt(int Agent, string Cause);
