namespace HeavySim.Orchestrator;

/// <summary>
/// How attempts learn from each other in rounds. A first round answers afresh; each later one sees attempts of the round before. Immutable;
/// its text is what <see cref="RoundPlanCatalog.Parse"/> reads.
/// </summary>
internal interface IRoundPlan
{
    /// <summary>Attempts of each round, the first included: 1 to 32 each, and two rounds at least.</summary>
    IReadOnlyList<int> Widths { get; }

    /// <summary>What of an earlier attempt is shown.</summary>
    EarlierForm Form { get; }

    /// <summary>
    /// Which of the round before one attempt is shown, in the order shown. A pure function of what it is given, so that a run that goes on
    /// asks what it would have asked.
    /// </summary>
    /// <param name="before">Attempts of the round before with something to show, in roster order; at least one.</param>
    /// <param name="key">The key of the attempt that is to be made.</param>
    IReadOnlyList<Attempt> Choose(IReadOnlyList<Attempt> before, RandomKey key);
}
