using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Comparing;

/// <summary>What is to be chosen again, of which problems, among which agents.</summary>
/// <param name="Names">The selectors, by name, none of which asks a model.</param>
/// <param name="See">
/// Is shown every graded problem at which a model was heard, with the choice of each selector, once for each draw.
/// </param>
internal sealed record ReplayPlan(
    IReadOnlyList<string> Names, Action<RecordedProblem, CandidateSet, IReadOnlyList<ReplayedChoice>> See)
{
    /// <summary>Whom to hear of a problem at a draw, by index; null (the default) for all agents, always.</summary>
    public Func<Problem, int, IReadOnlySet<int>>? Seats { get; init; }

    /// <summary>How many choices of agents there are of each problem, 1 (the default) or more.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>Which problems to go to, by their place in the run; null (the default) for all.</summary>
    public Func<int, bool>? Places { get; init; }

    /// <summary>True (the default) where fusion learns of these agents; of one there is nothing to learn.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>
    /// True (the default) where it matters how sure a selector is; else nobody is asked who has one answer to choose from.
    /// </summary>
    public bool WantsConfidence { get; init; } = true;
}
