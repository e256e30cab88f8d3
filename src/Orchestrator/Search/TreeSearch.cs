namespace HeavySim.Orchestrator;

/// <summary>
/// Grows the tree of one problem, batch by batch: takes the best open nodes, goes on from all of them in parallel, values what is new as it
/// comes. Who is asked what depends on the place in the tree alone, never on who was faster.
/// </summary>
internal sealed class TreeSearch(
    IReadOnlyList<IProposer> agents, INodeValuer valuer, TreeOptions tree, SolveOptions options, TreeCalls calls,
    ChannelWriter<SolveEvent> events, SolveClock clock)
{
    private readonly List<Branch> _branches = [];
    private int _asked;

    /// <summary>Grows the tree until its ways have ended.</summary>
    /// <returns>Every node, parents before children.</returns>
    /// <exception cref="HeavySimException">A key is wrong or an account is empty.</exception>
    public async Task<IReadOnlyList<Branch>> RunAsync(Problem problem, CancellationTokenSource abort)
    {
        List<Branch> open = [new Branch(PartialSolution.Root, valuation: null, parent: null)];
        _branches.AddRange(open);
        while (open.Count > 0 && !(tree.IsBestFirst && IsEnough))
            open = await GrowAsync(problem, open, mustEnd: tree.IsBestFirst && HasGoneFarEnough, abort);

        return _branches;
    }

    private bool IsEnough => _branches.Count(static b => b.IsLeaf) >= tree.Beam;

    /// <summary>
    /// Best-first search may go back and forth for ever; after twice the batches of a beam search it has to come to its ends.
    /// </summary>
    private bool HasGoneFarEnough => _asked >= 2 * tree.Beam * tree.Depth;

    /// <summary>One batch; gives the nodes that are open after it.</summary>
    private async Task<List<Branch>> GrowAsync(Problem problem, List<Branch> open, bool mustEnd, CancellationTokenSource abort)
    {
        // Equal values keep their order, which is that of the tree.
        var ranked = open.OrderByDescending(static b => b.Rank).ToList();
        var batch = ranked.Take(tree.Beam).ToList();
        await StageTasks.JoinAsync(abort, [.. batch.Select(branch => ExpandAsync(problem, branch, _asked++, mustEnd, abort.Token))]);
        foreach (var branch in batch)
        {
            await TellAsync(problem, branch, abort.Token);
            _branches.AddRange(branch.Children);
            foreach (var child in branch.Children)
                await TellAsync(problem, child, abort.Token);
        }

        var grown = batch.SelectMany(static b => b.Children);
        return tree.IsBestFirst ? [.. ranked.Skip(tree.Beam), .. grown] : [.. grown];
    }

    private async Task ExpandAsync(Problem problem, Branch branch, int turn, bool mustEnd, CancellationToken cancellationToken)
    {
        var agent = agents[turn % agents.Count];
        var isLast = mustEnd || branch.Partial.Steps.Count >= tree.Depth;
        var request = new ProposalRequest(problem, branch.Partial, tree.Breadth, isLast, options.Seed);
        var proposal = await ProposeAsync(agent, request, cancellationToken);
        if (proposal.Attempt.Outcome is Outcome.Failed { IsFatal: true } failed)
            throw new HeavySimException(Fatality.Of(agent.Card, failed));

        branch.Children = await Task.WhenAll(proposal.Steps.Select((step, i) =>
            ValueAsync(problem, branch, branch.Partial.With(step, i), turn + 1 + i, cancellationToken)));
        branch.Proposal = proposal;
    }

    private async Task<Proposal> ProposeAsync(IProposer agent, ProposalRequest request, CancellationToken cancellationToken)
    {
        var meter = new AttemptMeter(agent.Card.Index, request.Problem.Id, clock, options.ReportsProgress ? events : null);
        var proposal = await calls.MakeAsync(AskAsync, static p => p.Attempt.Usage, Ended, cancellationToken);
        return proposal with { Steps = [.. proposal.Steps.Take(request.Count)] };

        async Task<Proposal> AskAsync(CancellationToken token)
        {
            var started = clock.Elapsed;
            await events.WriteAsync(
                new SolveEvent.AttemptStarted(agent.Card.Index) { ProblemId = request.Problem.Id, At = started }, token);
            var made = await agent.ProposeAsync(request, meter, token);
            return made with { Attempt = made.Attempt with { Started = started, Elapsed = clock.Elapsed - started } };
        }

        Proposal Ended(Outcome outcome, bool wasBegun) => new(
            [], new Attempt
            {
                ProblemId = request.Problem.Id,
                Agent = agent.Card,
                Outcome = outcome,
                Started = clock.Elapsed,
                Usage = wasBegun ? meter.Estimate : Usage.None,
            });
    }

    private async Task<Branch> ValueAsync(
        Problem problem, Branch parent, PartialSolution partial, int judge, CancellationToken cancellationToken) =>
        new(partial, await calls.MakeAsync(
            token => valuer.ValueAsync(problem, partial, judge, options.Seed, token),
            static v => v.Usage,
            static (outcome, wasBegun) =>
                new Valuation(null, wasBegun ? new Usage { Calls = 1 } : Usage.None, outcome.Explanation ?? outcome.Name),
            cancellationToken), parent);

    private ValueTask TellAsync(Problem problem, Branch branch, CancellationToken cancellationToken) =>
        events.WriteAsync(new SolveEvent.Grown(branch.ToNode()) { ProblemId = problem.Id, At = clock.Elapsed }, cancellationToken);
}
