using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Lets selectors that ask no model choose again from a run's recorded candidates and findings, each charged with what it reads. Every
/// table, comparison and sweep takes its figures from here.
/// </summary>
/// <remarks>Fusion is fitted to the whole run first: without golds, or with those of so many problems as are asked for.</remarks>
/// <param name="run">The run.</param>
/// <param name="names">The selectors, by name.</param>
/// <param name="answers">Marks answers that no recorded attempt gave.</param>
internal sealed class SelectorReplay(RunReader run, IReadOnlyList<string> names, IAnswerEngine answers)
{
    // More problems than this teach a model of some dozen parameters nothing, and cost time.
    private const int MostLearned = 8_000;

    /// <summary>The agents to hear of a problem, by index; null (the default) for all.</summary>
    public Func<Problem, IReadOnlySet<int>>? Seats { get; init; }

    /// <summary>How many problems' golds fusion and the confidences may use, 0 (the default) or more.</summary>
    public int Golds { get; init; }

    /// <summary>Shows every graded problem at which a model was heard, with the choice of each selector.</summary>
    /// <exception cref="HeavySimException">
    /// A selector is not known, asks a model, or reads log-probabilities that the run has not, or the run cannot be read.
    /// </exception>
    public async Task WalkAsync(
        Action<RecordedProblem, CandidateSet, IReadOnlyList<ReplayedChoice>> see, CancellationToken cancellationToken)
    {
        if (names.FirstOrDefault(SelectorCatalog.ReadsTokens) is { } byTokens && !run.HasTokenConfidence())
            throw new HeavySimException(
                $"The selector '{byTokens}' reads log-probabilities, and the run {run.Summary.Name} has none: record one with --logprobs, "
                + "at an endpoint that gives them.");

        var selectors = new ReplayedSelectors(names, Learn(cancellationToken), run.Summary.Settings.Seed);
        foreach (var (recorded, set) in Sets(cancellationToken))
        {
            if (set.RightKeys is not null)
                see(recorded, set, await selectors.ChooseAsync(recorded, set, Seats?.Invoke(recorded.Problem), cancellationToken));
        }
    }

    private IEnumerable<(RecordedProblem Recorded, CandidateSet Set)> Sets(CancellationToken cancellationToken)
    {
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CandidateSet.Of(recorded, answers, Seats?.Invoke(recorded.Problem)) is { } set)
                yield return (recorded, set);
        }
    }

    /// <summary>What the run teaches, where a selector wants to know.</summary>
    private LearnedFusion Learn(CancellationToken cancellationToken) => names.Any(SelectorCatalog.Learns) || Golds > 0
        ? LearnedFusion.From(
            [.. Sets(cancellationToken).Take(MostLearned).Select(static x => (x.Set.Evidence(), x.Set.RightKeys))],
            Golds, run.Summary.Settings.Seed)
        : LearnedFusion.Nothing;
}
