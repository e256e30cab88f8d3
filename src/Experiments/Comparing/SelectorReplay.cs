using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Lets selectors that ask no model choose again from a run's recorded candidates and findings, each charged with what it reads. Every
/// table, comparison and sweep takes its figures from here.
/// </summary>
/// <remarks>
/// Checkers' rates are learned from the other problems of the run, one left out at a time; members' accuracies over the run without its
/// golds, which only their guard sees.
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="names">The selectors, by name.</param>
/// <param name="answers">Marks answers that no recorded attempt gave.</param>
/// <param name="seats">The agents to hear, by index, or null for all.</param>
internal sealed class SelectorReplay(RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, IReadOnlySet<int>? seats = null)
{
    private const string Vote = "vote";

    /// <summary>Shows every graded problem at which a model was heard, with the choice of each selector.</summary>
    /// <exception cref="HeavySimException">A selector is not known or asks a model, or the run cannot be read.</exception>
    public async Task WalkAsync(
        Action<RecordedProblem, CandidateSet, IReadOnlyList<ReplayedChoice>> see, CancellationToken cancellationToken)
    {
        var options = names.All(static n => n == Vote) ? new SelectorOptions() : Learn(cancellationToken);
        var selectors = names.Select(n => SelectorCatalog.Create(n, options)).ToList();
        foreach (var (recorded, set) in Sets(cancellationToken))
        {
            var attempts = Usage.Sum(
                recorded.Attempts.Where(a => seats is null || seats.Contains(a.Attempt.Agent.Index)).Select(static a => a.Attempt.Usage));
            var choices = new List<ReplayedChoice>(selectors.Count);
            for (var i = 0; i < selectors.Count; i++)
            {
                var choice = await selectors[i]
                    .SelectAsync(set.Problem, set.Ballot.Hopeful(), set.Findings, run.Summary.Settings.Seed, cancellationToken);
                var isRight = choice.Answer is { } answer && set.RightKeys!.Contains(answer.Key);
                choices.Add(
                    new ReplayedChoice(choice.Answer?.Key, isRight, choice.Confidence, [.. Read(names[i], set.Findings)], attempts));
            }

            see(recorded, set, choices);
        }
    }

    private IEnumerable<(RecordedProblem Recorded, CandidateSet Set)> Sets(CancellationToken cancellationToken)
    {
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CandidateSet.Of(recorded, answers, seats) is { RightKeys: not null } set)
                yield return (recorded, set);
        }
    }

    private SelectorOptions Learn(CancellationToken cancellationToken)
    {
        var members = new List<FusionProblem>();
        var rates = CheckerRates.Learn(Sets(cancellationToken).Select(pair =>
        {
            var (_, set) = pair;
            members.Add(FusionEvidence.Read(set.Problem.Id, set.Ballot, set.Findings, c => set.RightKeys!.Contains(c.Key)));
            return new CheckedProblem(set.Problem, set.Ballot, set.Findings, set.RightKeys);
        }));
        return new SelectorOptions { Rates = rates, Accuracies = DawidSkene.Fit(members, isGraded: true) };
    }

    /// <summary>What a selector needs was paid for: the findings it reads, and the revisions that made the ballot.</summary>
    private static IEnumerable<Usage> Read(string selector, IReadOnlyList<Finding> findings) =>
        findings.Where(f => f is Revision || selector switch
    {
        Vote or "confidence" or "dawid-skene" => false,
        "bayes" or "best" or "pointwise" => f is Verdict,
        "listwise" => f is Comparison { Method: "listwise" },
        "pairwise" => f is Comparison { Method: not "listwise" },
        _ => true,
    }).Select(static f => f.Usage);
}
