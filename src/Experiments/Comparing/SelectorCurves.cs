using HeavySim.Records.Recorded;
using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

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
        var plans = Sizes(size).Select(k => new Subsets(k, size, problem => pool?.Of(agents, problem) ?? agents, pool is not null, key))
            .ToList();
        var trials = plans.ConvertAll(p => names.Select(_ => new SubsetTrial(p.Agents, p.IsExact ? null : p.Draws)).ToList());
        var learned = Learn();
        var selectors = learned.ConvertAll(l => new ReplayedSelectors(names, l, run.Summary.Settings.Seed));
        foreach (var recorded in Walked())
        {
            for (var p = 0; p < plans.Count; p++)
            {
                for (var draw = 0; draw < plans[p].Draws; draw++)
                {
                    var seats = plans[p].Of(recorded.Problem.Id, draw);
                    if (CandidateSet.Of(recorded, answers, seats) is not { RightKeys: not null } set)
                        continue;

                    var choices = await selectors[p].ChooseAsync(recorded, set, seats, cancellationToken);
                    for (var i = 0; i < choices.Count; i++)
                        trials[p][i].Add(recorded, choices[i]);
                }
            }
        }

        return trials.Exists(static t => t[0].Problems == 0)
            ? []
            : [.. names.Select((name, i) => (name, (IReadOnlyList<SubsetTrial>)[.. trials.Select(t => t[i])]))];

        IEnumerable<RecordedProblem> Walked()
        {
            foreach (var (place, recorded) in run.Problems().Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (problems <= MostProblems || (long)place * MostProblems / problems != (long)(place - 1) * MostProblems / problems)
                    yield return recorded;
            }
        }

        // Other agents of the same number teach the same; of one agent there is nothing to learn.
        List<LearnedFusion> Learn()
        {
            var learning = plans.ConvertAll(p => p.Agents > 1 && (golds > 0 || names.Any(SelectorCatalog.Learns)));
            var shown = plans.ConvertAll(static _ => new List<(TruthProblem, IReadOnlySet<string>?)>());
            foreach (var recorded in learning.Contains(true) ? Walked() : [])
            {
                for (var p = 0; p < plans.Count; p++)
                {
                    if (learning[p] && CandidateSet.Of(recorded, answers, plans[p].Of(recorded.Problem.Id, draw: 0)) is { } set)
                        shown[p].Add((set.Evidence(), set.RightKeys));
                }
            }

            return
            [
                .. shown.Select((s, p) =>
                    learning[p] ? LearnedFusion.From(s, golds, run.Summary.Settings.Seed) : LearnedFusion.Nothing),
            ];
        }
    }

    /// <summary>1, 2, 4 … and all of them.</summary>
    private static IEnumerable<int> Sizes(int agents)
    {
        for (var k = 1; k < agents; k *= 2)
            yield return k;
        yield return agents;
    }

    /// <summary>Choices of k among the agents of a roster.</summary>
    /// <param name="Agents">k.</param>
    /// <param name="Size">The agents of the roster.</param>
    /// <param name="Roster">The roster at a problem, by its id.</param>
    /// <param name="IsPart">True when the roster is not all of the run's agents.</param>
    /// <param name="Key">Names the draws.</param>
    private sealed record Subsets(int Agents, int Size, Func<string, IReadOnlyList<int>> Roster, bool IsPart, RandomKey Key)
    {
        /// <summary>True when all choices are gone through.</summary>
        public bool IsExact => Agents == Size || Agents == 1;

        /// <summary>How many choices: of one agent, each of them once is every choice there is.</summary>
        public int Draws => Agents == Size ? 1 : Agents == 1 ? Size : SelectorCurves.Draws;

        /// <summary>Who is chosen at a problem; null for all of the run's agents.</summary>
        public IReadOnlySet<int>? Of(string problem, int draw) =>
            Agents == Size ? IsPart ? Roster(problem).ToHashSet() : null
            : Agents == 1 ? new HashSet<int> { Roster(problem)[draw] }
            : AgentPool.Draw(Roster(problem), Agents, Key.With(problem).With(Agents).With(draw)).ToHashSet();
    }
}
