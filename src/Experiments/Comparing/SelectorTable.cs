using HeavySim.Core;
using HeavySim.Verifier;

namespace HeavySim.Experiments;

/// <summary>Lets selectors that ask no model choose from a run's recorded candidates and findings: which ensemble is worth it?</summary>
public static class SelectorTable
{
    /// <summary>Written in place of names: every selector that needs no further calls.</summary>
    public const string All = "all";

    /// <summary>The names in a list such as "vote,bayes,learned:fusion.json", or all of them. The vote is always first: the others are held against it.</summary>
    /// <exception cref="HeavySimException">There is no such selector, or it asks a model.</exception>
    public static IReadOnlyList<string> Names(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static n => n.Equals(All, StringComparison.OrdinalIgnoreCase) ? SelectorCatalog.WithoutCalls : [n])
            .Prepend(SelectorCatalog.WithoutCalls[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var name in names)
            SelectorCatalog.Create(name, new SelectorOptions());
        return names;
    }

    /// <summary>Computes the table.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The selectors, from <see cref="Names"/>.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <param name="seats">The agents to hear, by index, or null for all.</param>
    /// <exception cref="HeavySimException">The run has no graded problem, or cannot be read.</exception>
    /// <remarks>
    /// Checkers' rates are learned from the other problems of the run, one left out at a time; members' accuracies over the run without its golds, which
    /// only their guard sees.
    /// </remarks>
    public static async Task<IReadOnlyList<ReportedSelector>> OfAsync(
        RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, CancellationToken cancellationToken, IReadOnlySet<int>? seats = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(names);
        var options = Learn(run, answers, seats, cancellationToken);
        var selectors = names.Select(n => SelectorCatalog.Create(n, options)).ToList();
        var trials = names.Select(static n => new SelectorTrial(n)).ToList();
        SelectorTrial? own = null;
        var seed = run.Summary.Settings.Seed;
        var (graded, reachable) = (0, 0);
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CandidateSet.Of(recorded, answers, seats) is not { RightKeys: { } right } set)
                continue;

            graded++;
            reachable += right.Count > 0 ? 1 : 0;
            for (var i = 0; i < selectors.Count; i++)
            {
                var choice = await selectors[i].SelectAsync(set.Problem, set.Ballot, set.Findings, seed, cancellationToken);
                trials[i].Add(choice.Answer?.Key, choice.Answer is { } a && right.Contains(a.Key), choice.Confidence, Read(names[i], set.Findings));
            }

            if (seats is not null || recorded.Solution is not { Solution.Selection: { } chosen } solution || names.Contains(chosen.Method, StringComparer.OrdinalIgnoreCase))
                continue;

            own ??= new SelectorTrial($"as recorded: {chosen.Method}");
            own.Add(chosen.Answer?.Key, solution.Grade == Grade.Correct, chosen.Confidence, [chosen.Usage, .. set.Findings.Select(static f => f.Usage)]);
        }

        if (graded == 0)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded problem: no selector can be judged.");

        var key = RandomKey.Of(seed).With("selectors");
        if (own is { } recordedChoice)
            trials.Add(recordedChoice);
        return [.. trials.Where(t => t.Problems == graded).Select(t => t.ToReported(trials[0], (double)reachable / graded, key))];
    }

    private static SelectorOptions Learn(RunReader run, IAnswerEngine answers, IReadOnlySet<int>? seats, CancellationToken cancellationToken)
    {
        var members = new List<FusionProblem>();
        var rates = CheckerRates.Learn(Checked());
        return new SelectorOptions { Rates = rates, Accuracies = DawidSkene.Fit(members, isGraded: true) };

        IEnumerable<CheckedProblem> Checked()
        {
            foreach (var recorded in run.Problems())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (CandidateSet.Of(recorded, answers, seats) is not { RightKeys: { } right } set)
                    continue;

                members.Add(FusionEvidence.Read(set.Problem.Id, set.Ballot, set.Findings, c => right.Contains(c.Key)));
                yield return new CheckedProblem(set.Problem, set.Ballot, set.Findings, right);
            }
        }
    }

    /// <summary>What a selector needs was paid for: the findings it reads, and the revisions that made the ballot.</summary>
    private static IEnumerable<Usage> Read(string selector, IReadOnlyList<Finding> findings) => findings.Where(f => f is Revision || selector switch
    {
        "vote" or "confidence" or "dawid-skene" => false,
        "bayes" or "best" => f is Verdict,
        "listwise" or "pairwise" => f is Comparison && string.Equals(f.Method, selector, StringComparison.Ordinal),
        _ => true,
    }).Select(static f => f.Usage);
}
