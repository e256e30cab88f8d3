namespace HeavySim.Core;

/// <summary>What an attempt of a later round is shown of the round before: anonymous, in a drawn order, quoted as data.</summary>
/// <param name="Form">What of each attempt is shown.</param>
/// <param name="Texts">What is shown of each, one entry for an attempt; at least one.</param>
public sealed record EarlierWork(EarlierForm Form, IReadOnlyList<string> Texts);
