using HeavySim.Experiments.Comparing;

namespace HeavySim.Experiments.Reports;

/// <summary>
/// Rounds beside the vote, over the graded and solved problems. Only attempts of the first round are independent: the vote of k is over
/// those, and never mixes rounds.
/// </summary>
public sealed record ReportedRounds
{
    /// <summary>The plan, as <c>--rounds</c> takes it.</summary>
    public required string Plan { get; init; }

    /// <summary>Each round; the first is the population that the others go on from.</summary>
    public required IReadOnlyList<ReportedRound> Rounds { get; init; }

    /// <summary>The ensemble's choice after the last round, in 0..1; null where no problem is graded and solved.</summary>
    public Estimate? Chosen { get; init; }

    /// <summary>The choice less the vote over the population: what the further rounds brought, at what they cost.</summary>
    public ReportedDifference? OverFirstVote { get; init; }

    /// <summary>
    /// Output tokens per problem that the choice took: the population, all later rounds, checks and selection; null where not all are
    /// known.
    /// </summary>
    public double? OutputTokens { get; init; }

    /// <summary>Mean output tokens of one sample of the first round; null where not known.</summary>
    public double? TokensPerSample { get; init; }

    /// <summary>Samples of the first round that any graded problem has at least.</summary>
    public int Samples { get; init; }

    /// <summary>How many first-round samples cost as much as the choice; null where tokens are not known.</summary>
    public double? EqualSamples { get; init; }

    /// <summary>
    /// maj@<see cref="EqualSamples"/> over the first round, linear between whole k; null where the first round has too few samples for it.
    /// </summary>
    public Estimate? VoteAtEqualTokens { get; init; }

    /// <summary>The choice less that vote; null as that is.</summary>
    public ReportedDifference? OverVoteAtEqualTokens { get; init; }
}
