namespace HeavySim.Verifier;

/// <summary>One distinct answer of a problem, as learned fusion sees it.</summary>
internal sealed record FusionAnswer
{
    /// <summary>The canonical key.</summary>
    public required string Key { get; init; }

    /// <summary>The names of the members that gave it, never empty; a name stands once for every sample that member gave.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>True when the answer is right; of no meaning when fusing.</summary>
    public bool IsCorrect { get; init; }

    /// <summary>
    /// What else is known of the answer, by name, each about 1 in size and 0 where nothing is known (<see cref="FusionEvidence"/>).
    /// </summary>
    public IReadOnlyDictionary<string, double> Evidence { get; init; } = Nothing;

    private static readonly IReadOnlyDictionary<string, double> Nothing = new Dictionary<string, double>(StringComparer.Ordinal);
}
