namespace HeavySim.Orchestrator;

/// <summary>
/// Solves a problem by growing a tree, of partial solutions or of answers; what it comes to goes to the ensemble's cross-check and selector
/// as candidates.
/// </summary>
/// <remarks>
/// As many calls are in flight as there are agents, and no more than the run's slots. A tree is recorded whole when it is solved: its
/// attempts are told at the end, and one that was cut short is grown anew.
/// </remarks>
internal sealed class TreeSolver : ISolver
{
    private readonly ITreeGrowth _growth;
    private readonly SolveOptions _options;
    private readonly CallSlots _slots;
    private readonly TimeProvider _time;

    /// <summary>Creates the solver.</summary>
    /// <param name="growth">How the tree grows; its agents are as many as calls are in flight at most for one problem.</param>
    /// <param name="options">
    /// Seed, limits, cross-check and selector; stop rule, waves, quorum and rounds are the ensemble's alone and not used.
    /// </param>
    /// <param name="slots">The limit on calls in flight, over all problems.</param>
    /// <param name="time">The clock of the world the solver lives in.</param>
    /// <exception cref="ArgumentException">There are too few or too many agents.</exception>
    public TreeSolver(ITreeGrowth growth, SolveOptions options, CallSlots slots, TimeProvider time)
    {
        if (growth.Agents.Count is < 1 or > EnsembleSolver.MaximumAgents)
        {
            throw new ArgumentException(
                $"A tree has 1 to {EnsembleSolver.MaximumAgents} agents, not {growth.Agents.Count}.", nameof(growth));
        }

        _growth = growth;
        _options = options;
        _slots = slots;
        _time = time;
    }

    public IReadOnlyList<AgentCard> Agents => _growth.Agents;

    public IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        SolveStream.RunAsync(request.Problem, _time, (events, abort) => SolveAsync(request.Problem, events, abort), cancellationToken);

    private async Task<Solution> SolveAsync(Problem problem, ChannelWriter<SolveEvent> events, CancellationTokenSource abort)
    {
        var clock = new SolveClock(_time);
        await events.WriteAsync(new SolveEvent.Started(problem, Agents) { ProblemId = problem.Id, At = TimeSpan.Zero }, abort.Token);

        var budget = new SolveBudget(_options, _time);
        using var stop = new StopSignal(_time, abort.Token);
        var calls = new TreeCalls(new CallSlots(Agents.Count), _slots, _options, clock, stop, budget);
        var (nodes, candidates) = await _growth.GrowAsync(problem, new TreeGround(calls, events, clock, stop), abort);

        var vote = new RoundResult(Ballot.Of(candidates), candidates, candidates, stop.Reason);
        var state = await new CheckStage(_options, events, clock, budget)
            .CrossCheckAsync(problem, new CheckedBallot(vote.Ballot, []), Usage.Sum(nodes.Select(static n => n.Usage)), abort.Token);
        var solution = await new SelectStage(_options).RunAsync(problem, state, vote, clock, abort.Token);
        foreach (var candidate in candidates)
            await events.WriteAsync(new SolveEvent.AttemptEnded(candidate) { ProblemId = problem.Id, At = clock.Elapsed }, abort.Token);

        return solution with
        {
            Tree = nodes,
            // The candidates are nodes too: each call is counted once.
            Usage = Usage.Sum(nodes.Select(static n => n.Usage).Concat(state.Findings.Select(static f => f.Usage))
                .Append(solution.Selection.Usage)),
        };
    }
}
