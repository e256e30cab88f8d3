using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>Lets selectors that ask no model choose from a run's recorded candidates and findings: which ensemble is worth it?</summary>
internal static class SelectorTable
{
    /// <summary>Written in place of names: every selector that needs no further calls.</summary>
    public const string All = "all";

    /// <summary>
    /// The names in a list such as "vote,bayes,learned:fusion.json", or all of them. The vote is always first: the others are held against
    /// it.
    /// </summary>
    /// <exception cref="HeavySimException">There is no such selector, or it asks a model.</exception>
    public static IReadOnlyList<string> Names(string list)
    {
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static n => n.Equals(All, StringComparison.OrdinalIgnoreCase)
                ? SelectorCatalog.WithoutCalls
                : [SelectorCatalog.WithoutCalls.FirstOrDefault(known => known.Equals(n, StringComparison.OrdinalIgnoreCase)) ?? n])
            .Prepend(SelectorCatalog.WithoutCalls[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var name in names)
            SelectorCatalog.Create(name, new SelectorOptions());
        return names;
    }

    private static bool IsAll(IReadOnlyList<string> names) =>
        SelectorCatalog.WithoutCalls.All(names.Contains) && !names.Any(SelectorCatalog.ReadsTokens);

    /// <summary>Computes the table.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The selectors, from <see cref="Names"/>.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds fusion and the confidences may use, 0 or more.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">The run has no graded problem, or cannot be read.</exception>
    public static async Task<IReadOnlyList<ReportedSelector>> OfAsync(
        RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, int golds, CancellationToken cancellationToken)
    {
        // Written as "all" they are there where they can be.
        if (IsAll(names))
            names = run.HasTokenConfidence() ? [.. names, .. SelectorCatalog.ByTokens] : names;
        var trials = names.Select(static n => new SelectorTrial(n)).ToList();
        SelectorTrial? own = null;
        var (graded, reachable) = (0, 0);
        await new SelectorReplay(run, names, answers) { Golds = golds }.WalkAsync(
            (recorded, set, choices) =>
            {
                graded++;
                reachable += set.RightKeys is { Count: > 0 } ? 1 : 0;
                for (var i = 0; i < choices.Count; i++)
                    trials[i].Add(choices[i]);
                if (recorded.Solution is not { Solution.Selection: { } chosen, Grade: not Grade.Ungraded } solution
                    || names.Contains(chosen.Method, StringComparer.OrdinalIgnoreCase))
                    return;

                own ??= new SelectorTrial($"as recorded: {chosen.Method}");
                own.Add(new ReplayedChoice(
                    chosen.Answer?.Key, solution.Grade == Grade.Correct, chosen.Confidence,
                    [chosen.Usage, .. set.Findings.Select(static f => f.Usage)], choices[0].Attempts)
                {
                    IsShare = chosen.IsShare,
                });
            },
            cancellationToken);
        if (graded == 0)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded problem: no selector can be judged.");

        var key = RandomKey.Of(run.Summary.Settings.Seed).With("selectors");
        if (own is { } recordedChoice)
            trials.Add(recordedChoice);
        return [.. trials.Where(t => t.Problems == graded).Select(t => t.ToReported(trials[0], (double)reachable / graded, key))];
    }
}
