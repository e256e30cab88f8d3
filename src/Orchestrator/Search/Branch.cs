namespace HeavySim.Orchestrator;

/// <summary>A node while its tree grows.</summary>
/// <param name="partial">The way to it.</param>
/// <param name="valuation">What it is thought to be worth; null for the root.</param>
/// <param name="parent">What it grew from; null for the root.</param>
internal sealed class Branch(PartialSolution partial, Valuation? valuation, Branch? parent)
{
    private readonly double _logSum = (parent?._logSum ?? 0) + (valuation?.Value is { } value ? Math.Log(Math.Max(value, LeastValue)) : 0);
    private readonly int _valued = (parent?._valued ?? 0) + (valuation?.Value is null ? 0 : 1);

    // One judge's "impossible" is no proof.
    private const double LeastValue = .01;

    public PartialSolution Partial => partial;

    /// <summary>What is not valued ranks behind all that is.</summary>
    public double Rank => valuation is { Value: null } ? -1 : WayValue ?? 0;

    /// <summary>
    /// The geometric mean of the values along the way, or null when none is known. Each value is one judge's noisy word on the same
    /// question, whether the way so far is sound: together they know more than the last one.
    /// </summary>
    private double? WayValue => _valued == 0 ? null : Math.Exp(_logSum / _valued);

    /// <summary>Who was asked to go on from here, and what came of it; null while nobody was.</summary>
    public Proposal? Proposal { get; set; }

    /// <summary>What was grown from it, in the order proposed.</summary>
    public IReadOnlyList<Branch> Children { get; set; } = [];

    /// <summary>True when the way ends here.</summary>
    public bool IsLeaf => Proposal is not null && Children.Count == 0;

    /// <summary>As it is recorded and shown.</summary>
    public SearchNode ToNode() => new()
    {
        Path = partial.Path,
        Step = partial.Steps.Count == 0 ? "" : partial.Steps[^1],
        Depth = partial.Steps.Count,
        Agent = Proposal?.Attempt.Agent.Index,
        Value = valuation?.Value,
        State = Proposal is null ? NodeState.Left
            : !IsLeaf ? NodeState.Expanded
            : Proposal.Attempt.Answer is null ? NodeState.Ended
            : NodeState.Answered,
        End = IsLeaf ? Proposal?.Attempt.Answer?.Text ?? Proposal?.Attempt.Outcome.Explanation : null,
        Usage = (valuation?.Usage ?? Usage.None) + (Proposal?.Attempt.Usage ?? Usage.None),
    };

    /// <summary>
    /// The candidate that a leaf stands for: the worth of its way is how sure it is, where its model does not say itself.
    /// </summary>
    /// <param name="sample">How many leaves of the same agent come before it.</param>
    public Attempt? ToAttempt(int sample) =>
        Proposal?.Attempt is { } attempt ? attempt with { Sample = sample, Confidence = attempt.Confidence ?? WayValue } : null;
}
