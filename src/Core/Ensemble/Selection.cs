namespace HeavySim.Core;

/// <summary>The ensemble's choice.</summary>
public sealed record Selection
{
    /// <summary>The selector's name.</summary>
    public required string Method { get; init; }

    /// <summary>The answer chosen, or null when there was nothing to choose from.</summary>
    public required Answer? Answer { get; init; }

    /// <summary>
    /// The probability that the answer is right, in 0..1, as the selector sees it, or where <see cref="IsShare"/> is true a share of votes,
    /// verdicts or wins; null when there is no answer.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>
    /// True when <see cref="Confidence"/> is a share, which grows with the chance of being right and is no probability; false by default.
    /// </summary>
    public bool IsShare { get; init; }

    /// <summary>Every class with its score, best first.</summary>
    public IReadOnlyList<ScoredAnswer> Ranking { get; init; } = [];

    /// <summary>Why, for people: votes, verdicts, weights.</summary>
    public string Rationale { get; init; } = "";

    /// <summary>What the selector itself spent (synthesis, judges), beyond attempts and findings.</summary>
    public Usage Usage { get; init; } = Usage.None;
}
