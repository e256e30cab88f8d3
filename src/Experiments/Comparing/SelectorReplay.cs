using HeavySim.Records.Recorded;
using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

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
    private const string Vote = "vote";

    // More problems than this teach a model of some dozen parameters nothing, and cost time.
    private const int MostLearned = 8_000;

    /// <summary>The agents to hear of a problem, by index; null (the default) for all.</summary>
    public Func<Problem, IReadOnlySet<int>>? Seats { get; init; }

    /// <summary>Which problems to walk, by their place among the recorded; null (the default) for all.</summary>
    public Func<int, bool>? Walked { get; init; }

    /// <summary>How many problems' golds fusion and the confidences may use, 0 (the default) or more.</summary>
    public int Golds { get; init; }

    /// <summary>Shows every graded problem at which a model was heard, with the choice of each selector.</summary>
    /// <exception cref="HeavySimException">
    /// A selector is not known, asks a model, or reads log-probabilities that the run has not, or the run cannot be read.
    /// </exception>
    public Task WalkAsync(
        Action<RecordedProblem, CandidateSet, IReadOnlyList<ReplayedChoice>> see, CancellationToken cancellationToken)
    {
        return WalkAsync(Learn(cancellationToken), see, cancellationToken);
    }

    /// <summary>The same with what was learned before, of the same run.</summary>
    public async Task WalkAsync(
        LearnedFusion learned,
        Action<RecordedProblem, CandidateSet, IReadOnlyList<ReplayedChoice>> see,
        CancellationToken cancellationToken)
    {
        if (names.FirstOrDefault(SelectorCatalog.ReadsTokens) is { } byTokens && !run.HasTokenConfidence())
            throw new HeavySimException(
                $"The selector '{byTokens}' reads log-probabilities, and the run {run.Summary.Name} has none: record one with --logprobs, "
                + "at an endpoint that gives them.");

        var options = new SelectorOptions { Truth = TruthMemory.Of(learned.Model), Scale = learned.Scale };
        var selectors = names.Select(n => SelectorCatalog.Create(n, options)).ToList();
        foreach (var (recorded, set) in Sets(cancellationToken))
        {
            if (set.RightKeys is null)
                continue;

            var seats = Seats?.Invoke(recorded.Problem);
            var attempts = Usage.Sum(
                recorded.Attempts.Where(a => seats is null || seats.Contains(a.Attempt.Agent.Index)).Select(static a => a.Attempt.Usage));
            var choices = new List<ReplayedChoice>(selectors.Count);
            for (var i = 0; i < selectors.Count; i++)
            {
                var choice = await selectors[i]
                    .SelectAsync(set.Problem, set.Ballot.Hopeful(), set.Findings, run.Summary.Settings.Seed, cancellationToken);
                var isRight = choice.Answer is { } answer && set.RightKeys.Contains(answer.Key);
                choices.Add(
                    new ReplayedChoice(choice.Answer?.Key, isRight, choice.Confidence, [.. Read(names[i], set.Findings)], attempts)
                    {
                        IsShare = choice.IsShare,
                        IsGold = learned.Golds.Contains(set.Problem.Id),
                    });
            }

            see(recorded, set, choices);
        }
    }

    private IEnumerable<(RecordedProblem Recorded, CandidateSet Set)> Sets(CancellationToken cancellationToken)
    {
        var place = 0;
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Walked?.Invoke(place++) != false && CandidateSet.Of(recorded, answers, Seats?.Invoke(recorded.Problem)) is { } set)
                yield return (recorded, set);
        }
    }

    /// <summary>What the run teaches, where a selector wants to know.</summary>
    public LearnedFusion Learn(CancellationToken cancellationToken)
    {
        if (!names.Any(SelectorCatalog.Learns) && Golds == 0)
            return LearnedFusion.Nothing;

        var seen = Sets(cancellationToken)
            .Select(static x => (Evidence: TruthEvidence.Read(x.Set.Problem, x.Set.Ballot.Hopeful(), x.Set.Findings), x.Set.RightKeys))
            .Take(MostLearned)
            .ToList();
        var model = TruthFit.Fit(seen.ConvertAll(static s => s.Evidence));
        if (Golds == 0)
            return LearnedFusion.Nothing with { Model = model };

        var asked = GoldChoice.Of(
            [.. seen.Select(s => s.RightKeys is null || s.Evidence.Answers.Count == 0 ? (double?)null
                : FusionSelector.Posterior(model, s.Evidence).Max())],
            Golds, run.Summary.Settings.Seed);
        model = TruthFit.Fit(
            [.. seen.Select((s, i) => asked.Contains(i)
                ? s.Evidence with { Gold = [.. s.Evidence.Answers.Select(a => s.RightKeys!.Contains(a.Key))] }
                : s.Evidence)],
            model);
        var scale = Calibration.Fit(
            [.. asked.Order().Select(i =>
            {
                var posterior = FusionSelector.Posterior(model, seen[i].Evidence);
                var best = Array.IndexOf(posterior, posterior.Max());
                return (posterior[best], seen[i].RightKeys!.Contains(seen[i].Evidence.Answers[best].Key) ? 1.0 : 0);
            })],
            Calibration.ForFewGolds);
        return new LearnedFusion(model, scale, asked.Select(i => seen[i].Evidence.Id).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What a selector needs was paid for: the findings it reads, and the revisions that made the ballot.</summary>
    private static IEnumerable<Usage> Read(string selector, IReadOnlyList<Finding> findings) =>
        findings.Where(f => f is Revision || selector switch
    {
        Vote or "confidence" => false,
        _ when SelectorCatalog.ReadsTokens(selector) => false,
        "best" or "pointwise" => f is Verdict,
        "listwise" => f is Comparison { Method: "listwise" },
        "pairwise" => f is Comparison { Method: not "listwise" },
        _ => true,
    }).Select(static f => f.Usage);
}
