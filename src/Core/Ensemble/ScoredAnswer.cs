namespace HeavySim.Core;

/// <summary>An answer class as a selector ranked it.</summary>
/// <param name="Text">The answer as written.</param>
/// <param name="Key">Its canonical key.</param>
/// <param name="Votes">How many agents gave it.</param>
/// <param name="Score">The selector's confidence that this class is right, in 0..1 over all classes.</param>
public sealed record ScoredAnswer(string Text, string Key, int Votes, double Score);
