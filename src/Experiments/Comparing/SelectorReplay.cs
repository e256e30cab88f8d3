using System.Collections.Concurrent;
using HeavySim.Records.Recorded;
using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Lets selectors that ask no model choose again from a run's recorded candidates and findings, each charged with what it reads. Every
/// table, curve, comparison and sweep takes its figures from here.
/// </summary>
/// <remarks>
/// Fusion is fitted to the whole run first: without golds, or with those of so many problems as are asked for. However many plans there
/// are, the run is read once to learn and once to choose, and plans that hear the same agents share a fit.
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="answers">Marks answers that no recorded attempt gave.</param>
internal sealed class SelectorReplay(RunReader run, IAnswerEngine answers)
{
    // More problems than this teach a model of some dozen parameters nothing, and cost time.
    private const int MostLearned = 8_000;

    private readonly ProblemWalk _walk = new(run);

    /// <summary>How many problems' golds fusion and the confidences may use, 0 (the default) or more.</summary>
    public int Golds { get; init; }

    /// <summary>How many of them there were for the first plan, once it was followed.</summary>
    public int GoldsSeen { get; private set; }

    /// <summary>Follows plans.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">
    /// A selector is not known, asks a model, or reads log-probabilities that the run has not, or the run cannot be read.
    /// </exception>
    public async Task WalkAsync(IReadOnlyList<ReplayPlan> plans, CancellationToken cancellationToken)
    {
        if (plans.SelectMany(static p => p.Names).FirstOrDefault(SelectorCatalog.ReadsTokens) is { } byTokens && !run.HasTokenConfidence())
            throw new HeavySimException(
                $"The selector '{byTokens}' reads log-probabilities, and the run {run.Summary.Name} has none: record one with --logprobs, "
                + "at an endpoint that gives them.");

        var learned = await LearnAsync(plans, cancellationToken);
        GoldsSeen = learned.FirstOrDefault()?.Golds.Count ?? 0;
        var selectors = plans.Select((p, i) => new ReplayedSelectors(p.Names, learned[i], run.Summary.Settings.Seed)).ToList();
        await _walk.EachAsync(ChooseAsync, static c => c.Plan.See(c.Recorded, c.Set, c.Choices), cancellationToken);

        async Task<IReadOnlyList<Chosen>> ChooseAsync(int place, RecordedProblem recorded)
        {
            var candidates = new RecordedCandidates(recorded, answers);
            var chosen = new List<Chosen>();
            for (var p = 0; p < plans.Count; p++)
            {
                for (var draw = 0; draw < plans[p].Draws && GoesTo(plans[p], place); draw++)
                {
                    var seats = plans[p].Seats?.Invoke(recorded.Problem, draw);
                    if (candidates.Of(seats) is not { RightKeys: not null } set)
                        continue;

                    var choices = await selectors[p].ChooseAsync(recorded, set, seats, plans[p].WantsConfidence, cancellationToken);
                    chosen.Add(new Chosen(plans[p], recorded, set, choices));
                }
            }

            return chosen;
        }
    }

    /// <summary>What the run teaches each plan.</summary>
    private async Task<List<LearnedFusion>> LearnAsync(IReadOnlyList<ReplayPlan> plans, CancellationToken cancellationToken)
    {
        // Other agents of the same number teach the same, so that the first draw is enough; and all agents are the same for every plan.
        var learning = plans.Where(p => p.Learns && (Golds > 0 || p.Names.Any(SelectorCatalog.Learns))).ToList();
        var teaching = learning.Where(static p => p.Seats is not null).ToList();
        if (learning.Where(static p => p.Seats is null).MinBy(static p => p.Places is null ? 0 : 1) is { } all)
            teaching.Add(all);
        var shown = teaching.ConvertAll(static _ => new List<(TruthProblem Evidence, IReadOnlySet<string>? RightKeys)>());
        if (teaching.Count > 0)
            await _walk.EachAsync(ReadAsync, s => shown[s.Plan].Add((s.Evidence, s.RightKeys)), cancellationToken, isWalkedAgain: true);
        var learned = new LearnedFusion[teaching.Count];
        // The last hear the most agents and take longest: they go first.
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, learned.Length).Reverse(), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellationToken },
            i => learned[i] = LearnedFusion.From(shown[i], Golds, run.Summary.Settings.Seed));
        return
        [
            .. plans.Select(p => !learning.Contains(p) ? LearnedFusion.Nothing
                : learned[p.Seats is null ? ^1 : teaching.IndexOf(p)]),
        ];

        Task<IReadOnlyList<Shown>> ReadAsync(int place, RecordedProblem recorded)
        {
            var candidates = new RecordedCandidates(recorded, answers);
            var read = new List<Shown>();
            for (var p = 0; p < teaching.Count; p++)
            {
                if (place < MostLearned && GoesTo(teaching[p], place)
                    && candidates.Of(teaching[p].Seats?.Invoke(recorded.Problem, 0)) is { } set)
                    read.Add(new Shown(p, set.Evidence(), set.RightKeys));
            }

            return Task.FromResult<IReadOnlyList<Shown>>(read);
        }
    }

    private static bool GoesTo(ReplayPlan plan, int place) => plan.Places?.Invoke(place) ?? true;

    private sealed record Chosen(ReplayPlan Plan, RecordedProblem Recorded, CandidateSet Set, IReadOnlyList<ReplayedChoice> Choices);

    private sealed record Shown(int Plan, TruthProblem Evidence, IReadOnlySet<string>? RightKeys);
}
