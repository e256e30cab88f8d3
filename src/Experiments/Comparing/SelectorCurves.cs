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
internal sealed class SelectorCurves
{
    private const string Vote = "vote";

    // Choices of k agents for each problem, and for each of many: problems number hundreds, so that more would narrow the interval by
    // little; at 2,000 problems it is .86 of a point with two choices and .80 with four.
    private const int Draws = 4;
    private const int DrawsOfMany = 2;
    private const int Many = 1_000;

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

    private readonly IReadOnlyList<string> _names = [];
    private readonly List<(ReplayPlan Plan, List<SubsetTrial> Trials)> _sizes = [];

    /// <summary>Sets out which agents are to choose again; the curves are there once <see cref="Plans"/> were followed.</summary>
    /// <param name="run">The run; its agents' numbers are the places in its roster.</param>
    /// <param name="names">The selectors, by name, none of which asks a model.</param>
    /// <param name="pool">Which agents to go over, or null (the default) for all.</param>
    /// <param name="most">The largest k, 1 or more; null (the default) for all agents gone over.</param>
    public SelectorCurves(RunReader run, IReadOnlyList<string> names, AgentPool? pool = null, int? most = null)
    {
        // A run may have chosen by what its endpoint then did not give: that was the vote.
        if (names.Any(SelectorCatalog.ReadsTokens) && !run.HasTokenConfidence())
            names = [.. names.Where(static n => !SelectorCatalog.ReadsTokens(n))];
        if (names.Count == 0)
            return;

        _names = names;
        var (problems, agents) = (run.Summary.Problems, run.Agents());
        pool = pool is { } some && some.Size < agents.Count ? some : null;
        var size = pool?.Size ?? agents.Count;
        var key = RandomKey.Of(run.Summary.Settings.Seed).With("selector curve");
        foreach (var k in size < 2 ? [] : Sizes(Math.Min(size, most ?? size)))
        {
            var subsets = new Subsets(k, size, problem => pool?.Of(agents, problem) ?? agents, key, problems > Many ? DrawsOfMany : Draws);
            var trials = names.Select(_ => new SubsetTrial(k, subsets.IsExact ? null : subsets.Draws)).ToList();
            var plan = new ReplayPlan(names, (recorded, _, choices) =>
            {
                for (var i = 0; i < choices.Count; i++)
                    trials[i].Add(recorded, choices[i]);
            })
            {
                Seats = k == size && pool is null ? null : (problem, draw) => subsets.Of(problem.Id, draw),
                Draws = subsets.Draws,
                Learns = k > 1,
                WantsConfidence = false,
                Places = problems <= MostProblems ? null
                    : place => (long)place * MostProblems / problems != (long)(place - 1) * MostProblems / problems,
            };
            _sizes.Add((plan, trials));
        }
    }

    /// <summary>What is to be chosen again; nothing where there is no curve.</summary>
    public IEnumerable<ReplayPlan> Plans => _sizes.Select(static s => s.Plan);

    /// <summary>
    /// One curve for each name, problem by problem, ascending in k; none where the run has fewer than two agents or no graded problem.
    /// </summary>
    public IReadOnlyList<(string Method, IReadOnlyList<SubsetTrial> Points)> Trials =>
        _sizes.Count == 0 || _sizes.Exists(static s => s.Trials[0].Problems == 0)
            ? []
            : [.. _names.Select((name, i) => (name, (IReadOnlyList<SubsetTrial>)[.. _sizes.Select(s => s.Trials[i])]))];

    /// <summary>The same, averaged over the problems.</summary>
    public IReadOnlyList<SelectorCurve> Curves =>
        [.. Trials.Select(static t => new SelectorCurve(t.Method, [.. t.Points.Select(static p => p.ToPoint())]))];

    /// <summary>The curves problem by problem, over some of the run's agents or all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The selectors.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="pool">Which agents to go over, or null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>As <see cref="Trials"/>.</returns>
    public static async Task<IReadOnlyList<(string Method, IReadOnlyList<SubsetTrial> Points)>> TrialsAsync(
        RunReader run, IReadOnlyList<string> names, IAnswerEngine answers, int golds, AgentPool? pool,
        CancellationToken cancellationToken)
    {
        var curves = new SelectorCurves(run, names, pool);
        await new SelectorReplay(run, answers) { Golds = golds }.WalkAsync([.. curves.Plans], cancellationToken);
        return curves.Trials;
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
    /// <param name="Key">Names the draws.</param>
    /// <param name="Most">How many choices there are where they are drawn.</param>
    private sealed record Subsets(int Agents, int Size, Func<string, IReadOnlyList<int>> Roster, RandomKey Key, int Most)
    {
        /// <summary>True when all choices are gone through.</summary>
        public bool IsExact => Agents == Size || Agents == 1;

        /// <summary>How many choices: of one agent, each of them once is every choice there is.</summary>
        public int Draws => Agents == Size ? 1 : Agents == 1 ? Size : Most;

        /// <summary>Who is chosen at a problem.</summary>
        public IReadOnlySet<int> Of(string problem, int draw) =>
            Agents == Size ? Roster(problem).ToHashSet()
            : Agents == 1 ? new HashSet<int> { Roster(problem)[draw] }
            : AgentPool.Draw(Roster(problem), Agents, Key.With(problem).With(Agents).With(draw)).ToHashSet();
    }
}
