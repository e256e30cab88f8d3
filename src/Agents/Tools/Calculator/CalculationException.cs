namespace HeavySim.Agents.Tools;

/// <summary>An expression cannot be calculated; never leaves <see cref="Calculator"/>.</summary>
internal sealed class CalculationException(string message) : Exception(message);
