using System.Text.Json.Serialization;

namespace HeavySim.Verifier;

/// <summary>
/// What cross-validation says of a fusion: every accuracy is out of fold, in 0..1, over the same problems, ties counted at their
/// expectation.
/// </summary>
internal sealed record FusionReport
{
    /// <summary>Graded problems; the denominator of every accuracy.</summary>
    public required int Problems { get; init; }

    /// <summary>Problems some members got right and others wrong: the only ones that teach anything.</summary>
    public required int Informative { get; init; }

    /// <summary>Members of the panel.</summary>
    public required int Members { get; init; }

    /// <summary>Folds, outer and inner.</summary>
    public required int Folds { get; init; }

    /// <summary>The plain vote.</summary>
    public required double Vote { get; init; }

    /// <summary>The member that was best on the training folds.</summary>
    public required double BestMember { get; init; }

    /// <summary>The learned logits.</summary>
    public required double Logit { get; init; }

    /// <summary>What is really delivered: logits, vote or best member, whichever the training folds favoured.</summary>
    public required double Fusion { get; init; }

    /// <summary>Problems with the right answer among the answers: no selector can do better.</summary>
    public required double Ceiling { get; init; }

    /// <summary>Mean squared error of the confidence, out of fold (Brier score); 0 is perfect.</summary>
    public required double Brier { get; init; }

    /// <summary>
    /// The same problem by problem, for intervals and paired tests; not kept in files, so empty in a report that was read from one.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<FusionOutcome> Outcomes { get; init; } = [];
}
