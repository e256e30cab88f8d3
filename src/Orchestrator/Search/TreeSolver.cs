namespace HeavySim.Orchestrator;

/// <summary>
/// Solves a problem by searching a tree of partial solutions (Tree of Thoughts, Yao et al. 2023, arXiv:2305.10601): agents propose next
/// steps, the verifier values them, the best are gone on from, and the ways that come to an answer go to the ensemble as candidates.
/// </summary>
/// <remarks>
/// As many calls are in flight as there are agents, and no more than the run's slots. A tree is recorded whole when it is solved: its
/// attempts are told at the end, and one that was cut short is grown anew.
/// </remarks>
internal sealed class TreeSolver : ISolver
{
    private readonly IReadOnlyList<IProposer> _agents;
    private readonly INodeValuer _valuer;
    private readonly TreeOptions _tree;
    private readonly SolveOptions _options;
    private readonly CallSlots _slots;
    private readonly TimeProvider _time;

    /// <summary>Creates the solver.</summary>
    /// <param name="agents">Who proposes, 1 to 32; as many calls are in flight at most for one problem.</param>
    /// <param name="valuer">Who values.</param>
    /// <param name="tree">The shape of the tree.</param>
    /// <param name="options">
    /// Seed, limits, cross-check and selector; stop rule, waves, quorum and rounds are the ensemble's alone and not used.
    /// </param>
    /// <param name="slots">The limit on calls in flight, over all problems.</param>
    /// <param name="time">The clock of the world the solver lives in.</param>
    /// <exception cref="ArgumentException">There are too few or too many agents.</exception>
    public TreeSolver(
        IReadOnlyList<IProposer> agents, INodeValuer valuer, TreeOptions tree, SolveOptions options, CallSlots slots, TimeProvider time)
    {
        if (agents.Count is < 1 or > EnsembleSolver.MaximumAgents)
            throw new ArgumentException($"A tree has 1 to {EnsembleSolver.MaximumAgents} agents, not {agents.Count}.", nameof(agents));

        _agents = agents;
        _valuer = valuer;
        _tree = tree;
        _options = options;
        _slots = slots;
        _time = time;
        Agents = [.. agents.Select(static a => a.Card)];
    }

    public IReadOnlyList<AgentCard> Agents { get; }

    public IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        SolveStream.RunAsync(request.Problem, _time, (events, abort) => SolveAsync(request.Problem, events, abort), cancellationToken);

    private async Task<Solution> SolveAsync(Problem problem, ChannelWriter<SolveEvent> events, CancellationTokenSource abort)
    {
        var clock = new SolveClock(_time);
        await events.WriteAsync(new SolveEvent.Started(problem, Agents) { ProblemId = problem.Id, At = TimeSpan.Zero }, abort.Token);

        var budget = new SolveBudget(_options, _time);
        using var stop = new StopSignal(_time, abort.Token);
        var calls = new TreeCalls(new CallSlots(_agents.Count), _slots, _options, clock, stop, budget);
        var branches = await new TreeSearch(_agents, _valuer, _tree, _options, calls, events, clock).RunAsync(problem, abort);

        var leaves = LeavesOf(branches);
        var state = await new CheckStage(_options, events, clock, budget)
            .CrossCheckAsync(problem, new CheckedBallot(Ballot.Of(leaves), []), abort.Token);
        var solution = await new SelectStage(_options).RunAsync(problem, state, leaves, stop.Reason, clock, abort.Token);
        foreach (var leaf in leaves)
            await events.WriteAsync(new SolveEvent.AttemptEnded(leaf) { ProblemId = problem.Id, At = clock.Elapsed }, abort.Token);

        var nodes = branches.Select(static b => b.ToNode()).ToList();
        return solution with
        {
            Tree = nodes,
            // The leaves are nodes too: each call is counted once.
            Usage = Usage.Sum(nodes.Select(static n => n.Usage).Concat(state.Findings.Select(static f => f.Usage))
                .Append(solution.Selection.Usage)),
        };
    }

    /// <summary>The ends of all ways, numbered by agent; by the tree's order, which no timing changes.</summary>
    private static List<Attempt> LeavesOf(IReadOnlyList<Branch> branches)
    {
        var samples = new Dictionary<int, int>();
        var leaves = new List<Attempt>();
        foreach (var leaf in branches.Where(static b => b.IsLeaf))
        {
            var agent = leaf.Proposal?.Attempt.Agent.Index ?? 0;
            var sample = samples.GetValueOrDefault(agent);
            samples[agent] = sample + 1;
            if (leaf.ToAttempt(sample) is { } attempt)
                leaves.Add(attempt);
        }

        return [.. leaves.OrderBy(static a => a.Agent.Index).ThenBy(static a => a.Sample)];
    }
}
