namespace HeavySim.Verifier;

/// <summary>How fusion is learned.</summary>
internal sealed record FusionOptions
{
    /// <summary>Seed of the folds; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Folds of the cross-validation, outer and inner alike; 2..20, 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often the outer cross-validation is repeated with other folds, and its figures averaged; 1..20, 2 by default.</summary>
    public int Repeats { get; init; } = 2;

    /// <summary>
    /// Precisions of the normal prior on the member weights to choose from, inside the folds. 1 hardly holds a weight back, 1000 leaves
    /// only what the shared features say.
    /// </summary>
    public IReadOnlyList<double> PriorStrengths { get; init; } = [1, 3, 10, 30, 100, 1000];

    /// <summary>Throws for values out of range, naming all of them.</summary>
    /// <exception cref="HeavySimException">Some value is out of range.</exception>
    internal void Validate()
    {
        var errors = new List<string>();
        if (Folds is < 2 or > 20)
            errors.Add($"folds must be 2 to 20, not {Folds}");
        if (Repeats is < 1 or > 20)
            errors.Add($"repeats must be 1 to 20, not {Repeats}");
        if (PriorStrengths.Count == 0 || PriorStrengths.Any(static s => !(s > 0) || double.IsInfinity(s)))
            errors.Add("prior strengths must be positive and finite, and there must be one");
        if (errors.Count > 0)
            throw new HeavySimException($"Fusion cannot be learned so: {string.Join("; ", errors)}.");
    }
}
