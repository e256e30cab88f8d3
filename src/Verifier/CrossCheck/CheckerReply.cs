namespace HeavySim.Verifier;

/// <summary>What came of asking a checker.</summary>
/// <param name="Text">Its text, or null when the call failed.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Problem">Why there is no text, or null.</param>
internal sealed record CheckerReply(string? Text, Usage Usage, TimeSpan Elapsed, string? Problem);
