namespace HeavySim.Core;

/// <summary>One of the distinct solutions that agents compare: anonymous, numbered, quoted as data.</summary>
/// <param name="Label">Shuffled number, from 1.</param>
/// <param name="Answer">The answer as written.</param>
/// <param name="Reasoning">The text that led to it, shortened.</param>
public sealed record Note(int Label, string Answer, string Reasoning);
