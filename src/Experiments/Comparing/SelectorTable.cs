using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>Lets selectors that ask no model choose from a run's recorded candidates and findings: which ensemble is worth it?</summary>
internal sealed class SelectorTable
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

    private readonly RunReader _run;
    private readonly List<SelectorTrial> _trials;
    private SelectorTrial? _own;
    private int _reachable;

    /// <summary>Sets out who is to choose again; the table is there once <see cref="Plan"/> was followed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The selectors, from <see cref="Names"/>.</param>
    public SelectorTable(RunReader run, IReadOnlyList<string> names)
    {
        // Written as "all" they are there where they can be.
        if (IsAll(names))
            names = run.HasTokenConfidence() ? [.. names, .. SelectorCatalog.ByTokens] : names;
        _run = run;
        _trials = [.. names.Select(static n => new SelectorTrial(n))];
        Plan = new ReplayPlan(names, See);
    }

    /// <summary>What is to be chosen again.</summary>
    public ReplayPlan Plan { get; }

    /// <summary>The problems that its rows are of.</summary>
    public int Problems { get; private set; }

    /// <summary>Those of them whose golds the fit saw.</summary>
    public int Golds { get; private set; }

    /// <summary>One row for each selector, and one for what chose in the run where it is not among them.</summary>
    /// <exception cref="HeavySimException">The run has no graded problem.</exception>
    public IReadOnlyList<ReportedSelector> Rows()
    {
        if (Problems == 0)
            throw new HeavySimException($"The run {_run.Summary.Name} has no graded problem: no selector can be judged.");

        var key = RandomKey.Of(_run.Summary.Settings.Seed).With("selectors");
        IEnumerable<SelectorTrial> all = _own is { } recordedChoice ? [.. _trials, recordedChoice] : _trials;
        return [.. all.Where(t => t.Problems == Problems).Select(t => t.ToReported(_trials[0], (double)_reachable / Problems, key))];
    }

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
        var table = new SelectorTable(run, names);
        await new SelectorReplay(run, answers) { Golds = golds }.WalkAsync([table.Plan], cancellationToken);
        return table.Rows();
    }

    private void See(RecordedProblem recorded, CandidateSet set, IReadOnlyList<ReplayedChoice> choices)
    {
        Problems++;
        _reachable += set.RightKeys is { Count: > 0 } ? 1 : 0;
        Golds += choices[0].IsGold ? 1 : 0;
        for (var i = 0; i < choices.Count; i++)
            _trials[i].Add(choices[i]);
        if (recorded.Solution is not { Solution.Selection: { } chosen, Grade: not Grade.Ungraded } solution
            || Plan.Names.Contains(chosen.Method, StringComparer.OrdinalIgnoreCase))
            return;

        _own ??= new SelectorTrial($"as recorded: {chosen.Method}");
        _own.Add(new ReplayedChoice(
            chosen.Answer?.Key, solution.Grade == Grade.Correct, chosen.Confidence,
            [chosen.Usage, .. set.Findings.Select(static f => f.Usage)], choices[0].Attempts)
        {
            IsShare = chosen.IsShare,
        });
    }
}
