using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// How many agents are worth it, with checking? Selectors choose again among k of a run's agents, with the findings that these agents'
/// answers and these agents as checkers would have brought, and fusion is fitted anew to each k.
/// </summary>
/// <remarks>
/// Exact where k is 1 or all agents; else over a few choices of k agents, drawn by key for each problem, the same for every selector.
/// Fewer agents check less often here than they would as an ensemble of their own, which asks the same number of checkers for each answer
/// whatever its size: for few agents the curve is a lower bound.
/// </remarks>
internal static class SelectorCurves
{
    private const string Vote = "vote";

    // Choices of k agents for each problem: problems number hundreds, so that more would narrow the interval by little.
    private const int Draws = 4;

    // For larger runs, so many problems evenly spread: the interval is a point wide, and a report takes seconds.
    private const int MostProblems = 2_000;

    /// <summary>The selectors worth a curve: the run's own and those asked for, but for the vote, whose curve is exact.</summary>
    /// <param name="own">What chose in the run, or null.</param>
    /// <param name="asked">What was asked for by name.</param>
    public static IReadOnlyList<string> Names(string? own, IEnumerable<string> asked) =>
    [
        .. asked.Append(own ?? Vote)
            .Where(static n => n != Vote && SelectorCatalog.NeedsNoCalls(n))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Computes the curves.</summary>
    /// <param name="run">The run; its agents' numbers are the places in its roster.</param>
    /// <param name="names">The selectors, by name, none of which asks a model.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One curve for each name; none where the run has fewer than two agents or no graded problem.</returns>
    public static async Task<IReadOnlyList<SelectorCurve>> OfAsync(
        RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, int golds, CancellationToken cancellationToken)
    {
        var trials = await TrialsAsync(run, names, answers, golds, pool: null, cancellationToken);
        return [.. trials.Select(static t => new SelectorCurve(t.Method, [.. t.Points.Select(static p => p.ToPoint())]))];
    }

    /// <summary>The same problem by problem, over some of the run's agents or all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The selectors.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="pool">Which agents to go over, or null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One curve for each name, ascending in k; none where there are fewer than two agents or no graded problem.</returns>
    public static async Task<IReadOnlyList<(string Method, IReadOnlyList<SubsetTrial> Points)>> TrialsAsync(
        RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, int golds, AgentPool? pool,
        CancellationToken cancellationToken)
    {
        // A run may have chosen by what its endpoint then did not give: that was the vote.
        if (names.Any(SelectorCatalog.ReadsTokens) && !run.HasTokenConfidence())
            names = [.. names.Where(static n => !SelectorCatalog.ReadsTokens(n))];
        if (names.Count == 0)
            return [];

        var seen = new SortedSet<int>();
        var problems = 0;
        foreach (var outline in run.Outlines())
        {
            problems++;
            seen.UnionWith(outline.Attempts.Select(static a => a.Agent));
        }

        IReadOnlyList<int> agents = [.. seen];
        pool = pool is { } some && some.Size < agents.Count ? some : null;
        var size = pool?.Size ?? agents.Count;
        if (size < 2)
            return [];

        var key = RandomKey.Of(run.Summary.Settings.Seed).With("selector curve");
        var curves = names.Select(static n => (Method: n, Points: new List<SubsetTrial>())).ToList();
        foreach (var k in Sizes(size))
        {
            var trials = await TrialsOfAsync(k);
            if (trials[0].Problems == 0)
                return [];
            for (var i = 0; i < names.Count; i++)
                curves[i].Points.Add(trials[i]);
        }

        return [.. curves.Select(static c => (c.Method, (IReadOnlyList<SubsetTrial>)c.Points))];

        IReadOnlyList<int> Roster(Problem problem) => pool?.Of(agents, problem.Id) ?? agents;

        async Task<List<SubsetTrial>> TrialsOfAsync(int k)
        {
            // Of one agent there is nothing to choose from: each of them once is every choice there is.
            var draws = k == size ? 1 : k == 1 ? size : Draws;
            var isExact = k == size || k == 1;
            var trials = names.Select(_ => new SubsetTrial(k, isExact ? null : draws)).ToList();
            LearnedFusion? learned = null;
            for (var draw = 0; draw < draws; draw++)
            {
                var own = draw;
                var replay = new SelectorReplay(run, names, answers)
                {
                    Golds = golds,
                    Walked = i => problems <= MostProblems || (long)i * MostProblems / problems != (long)(i - 1) * MostProblems / problems,
                    Seats = k == size ? pool is null ? null : problem => Roster(problem).ToHashSet()
                        : k == 1 ? problem => new HashSet<int> { Roster(problem)[own] }
                        : problem => AgentPool.Draw(Roster(problem), k, key.With(problem.Id).With(k).With(own)).ToHashSet(),
                };
                // Other agents of the same number teach the same; of one agent there is nothing to learn.
                learned ??= k == 1 ? LearnedFusion.Nothing : replay.Learn(cancellationToken);
                await replay.WalkAsync(
                    learned,
                    (recorded, _, choices) =>
                    {
                        for (var i = 0; i < choices.Count; i++)
                            trials[i].Add(recorded, choices[i]);
                    },
                    cancellationToken);
            }

            return trials;
        }
    }

    /// <summary>1, 2, 4 … and all of them.</summary>
    private static IEnumerable<int> Sizes(int agents)
    {
        for (var k = 1; k < agents; k *= 2)
            yield return k;
        yield return agents;
    }
}
