namespace HeavySim.Verifier;

/// <summary>One fitted conditional logit, by the names of its weights.</summary>
internal sealed record FusionLogit
{
    /// <summary>Precision of the prior on the member weights, chosen inside the folds.</summary>
    public required double PriorStrength { get; init; }

    /// <summary>Weights of the shared features, by feature.</summary>
    public required IReadOnlyDictionary<string, double> Shared { get; init; }

    /// <summary>Weight of every member beyond what the shared features say of it, by name.</summary>
    public required IReadOnlyDictionary<string, double> Members { get; init; }
}
