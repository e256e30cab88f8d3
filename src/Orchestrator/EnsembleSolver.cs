namespace HeavySim.Orchestrator;

/// <summary>
/// Solves a problem with a roster of agents: launch, fan-out, tally, in rounds where there is a plan for them, then cross-check and
/// selection, each a stage of its own between channels.
/// One solver serves any number of problems at once; their calls share its <see cref="CallSlots"/>.
/// </summary>
public sealed class EnsembleSolver : ISolver
{
    /// <summary>The largest ensemble.</summary>
    public const int MaximumAgents = 32;

    private readonly IReadOnlyList<IAgent> _agents;
    private readonly SolveOptions _options;
    private readonly CallSlots _slots;
    private readonly TimeProvider _time;
    private readonly EndpointLatencies _latencies;

    /// <summary>Creates the solver.</summary>
    /// <param name="agents">The roster, 1 to 32 agents whose indexes are their places in it.</param>
    /// <param name="options">How to solve.</param>
    /// <param name="slots">The limit on calls in flight.</param>
    /// <param name="time">The clock of the world the solver lives in.</param>
    /// <exception cref="ArgumentException">The roster is empty, too large, or misnumbered.</exception>
    public EnsembleSolver(IReadOnlyList<IAgent> agents, SolveOptions options, CallSlots slots, TimeProvider time)
    {
        if (agents.Count is < 1 or > MaximumAgents)
            throw new ArgumentException($"An ensemble has 1 to {MaximumAgents} agents, not {agents.Count}.", nameof(agents));
        if (agents.Where((agent, i) => agent.Card.Index != i).Any())
            throw new ArgumentException("Each agent's index must be its place in the roster.", nameof(agents));

        _agents = agents;
        _options = options;
        _slots = slots;
        _time = time;
        _latencies = new EndpointLatencies(time);
        if (options.Rounds > 0 && options.Reviser is null)
            throw new ArgumentException("Rounds need someone to let the agents compare notes.", nameof(options));
        if (options.Plan is { } plan && plan.Widths.Max() > agents.Count)
            throw new ArgumentException($"The plan {plan} needs {plan.Widths.Max()} agents, not {agents.Count}.", nameof(options));
        Agents = [.. agents.Select(static a => a.Card)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<AgentCard> Agents { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        SolveStream.RunAsync(request.Problem, _time, (events, abort) => SolveAsync(request, events, abort), cancellationToken);

    private async Task<Solution> SolveAsync(SolveRequest request, ChannelWriter<SolveEvent> events, CancellationTokenSource abort)
    {
        var problem = request.Problem;
        var clock = new SolveClock(_time);
        await events.WriteAsync(new SolveEvent.Started(problem, Agents) { ProblemId = problem.Id, At = TimeSpan.Zero }, abort.Token);

        var budget = new SolveBudget(_options, _time);
        var rounds = await new RoundStage(_agents, _slots, _latencies, _options, _time).RunAsync(request, events, clock, budget, abort);
        var check = new CheckStage(_options, events, clock, budget);
        var state = new CheckedBallot(rounds.Ballot, []);
        for (var round = 1; round <= _options.Rounds; round++)
        {
            var revised = await check.CompareNotesAsync(problem, state, round, abort.Token);
            var hasChanged = revised.Findings.Skip(state.Findings.Count).OfType<Revision>().Any(static r => r.IsChanged);
            state = revised;
            if (!hasChanged)
                break;
        }

        var spent = Usage.Sum(rounds.Attempts.Select(static a => a.Usage).Concat(state.Findings.Select(static f => f.Usage)));
        state = await check.CrossCheckAsync(problem, state, spent, abort.Token);
        return await new SelectStage(_options).RunAsync(problem, state, rounds, clock, abort.Token);
    }
}
