namespace HeavySim.Core;

/// <summary>What a partial solution is thought to be worth.</summary>
/// <param name="Value">
/// How likely it leads to the right answer, in 0..1, or null when nothing could be read from the reply or the call failed.
/// </param>
/// <param name="Usage">What it cost.</param>
/// <param name="Problem">Why there is no value, or null.</param>
internal sealed record Valuation(double? Value, Usage Usage, string? Problem);
