namespace HeavySim.Orchestrator;

/// <summary>
/// Grows a tree of answers: Thompson sampling decides for each call whether a model answers afresh or improves on an answer given already
/// (AB-MCTS-A, arXiv:2503.04412). A judge's value in 0..1 is the reward.
/// </summary>
/// <remarks>
/// A batch of calls is chosen by what was known before it, as many draws as there are calls and no virtual loss, as treequest's ask_batch
/// does. It ends when all are in and is learned from in the order chosen, so timing changes nothing.
/// </remarks>
internal sealed class AdaptiveGrowth(IReadOnlyList<IAgent> agents, ISolutionValuer valuer, AdaptiveOptions tree, SolveOptions options)
    : ITreeGrowth
{
    public IReadOnlyList<AgentCard> Agents { get; } = [.. agents.Select(static a => a.Card)];

    public async Task<GrownTree> GrowAsync(Problem problem, TreeGround ground, CancellationTokenSource abort)
    {
        var arms = agents.GroupBy(static a => (a.Card.Endpoint, a.Card.Model)).Select(static g => new ModelArm([.. g])).ToList();
        var root = AnswerNode.Root(arms.Count, tree.Prior);
        List<AnswerNode> nodes = [];
        for (var asked = 0; asked < tree.Calls;)
        {
            var batch = Choose(problem, root, arms, asked);
            asked += batch.Count;
            var answers = new (Attempt Attempt, Valuation? Valuation)[batch.Count];
            await StageTasks.JoinAsync(
                abort, [.. batch.Select(async (pick, i) => answers[i] = await AskAsync(problem, pick, ground, abort.Token))]);
            foreach (var (pick, (attempt, valuation)) in batch.Zip(answers))
            {
                var node = pick.From.Add(pick.Place, pick.Arm, attempt, valuation);
                nodes.Add(node);
                await ground.Events.WriteAsync(
                    new SolveEvent.Grown(NodeOf(node)) { ProblemId = problem.Id, At = ground.Clock.Elapsed }, abort.Token);
            }

            // What a budget or a deadline has ended grows no further.
            if (ground.Stop.Reason is not null || Array.Exists(answers, static a => a.Attempt.Outcome is Outcome.OverBudget))
                break;
        }

        return new GrownTree(
            [NodeOf(root), .. nodes.Select(NodeOf)],
            [.. nodes.Select(static n => Candidate(n)).OrderBy(static a => a.Agent.Index).ThenBy(static a => a.Sample)]);
    }

    private List<Pick> Choose(Problem problem, AnswerNode root, List<ModelArm> arms, int asked)
    {
        List<Pick> batch = [];
        var count = Math.Min(tree.Calls - asked, Math.Min(tree.Batch, agents.Count));
        for (var turn = asked; turn < asked + count; turn++)
        {
            var stream = RandomKey.Of(options.Seed).With(problem.Id).With("branch").With(turn).Open();
            var (from, arm) = root.Choose(ref stream);
            var (agent, sample) = arms[arm].Next();
            batch.Add(new Pick(from, from.Reserve(), arm, agent, sample, turn));
        }

        return batch;
    }

    private async Task<(Attempt Attempt, Valuation? Valuation)> AskAsync(
        Problem problem, Pick pick, TreeGround ground, CancellationToken cancellationToken)
    {
        var attempt = await AttemptAsync(problem, pick, ground, cancellationToken);
        if (attempt.Outcome is Outcome.Failed { IsFatal: true } failed)
            throw new HeavySimException(Fatality.Of(pick.Agent.Card, failed));
        if (attempt.Answer is null)
            return (attempt, null);

        var valuation = await ground.Calls.MakeAsync(
            token => valuer.ValueAsync(problem, attempt, pick.Turn, options.Seed, token),
            static v => v.Usage,
            static (outcome, wasBegun) =>
                new Valuation(null, wasBegun ? new Usage { Calls = 1 } : Usage.None, outcome.Explanation ?? outcome.Name),
            cancellationToken);
        return (attempt, valuation);
    }

    private async Task<Attempt> AttemptAsync(Problem problem, Pick pick, TreeGround ground, CancellationToken cancellationToken)
    {
        var card = pick.Agent.Card;
        var meter = new AttemptMeter(card.Index, problem.Id, ground.Clock, options.ReportsProgress ? ground.Events : null);
        var assignment = new Assignment { Problem = problem, Seed = options.Seed, Sample = pick.Sample, Draft = DraftOf(pick.From) };
        return await ground.Calls.MakeAsync(AskAsync, static a => a.Usage, Ended, cancellationToken);

        async Task<Attempt> AskAsync(CancellationToken token)
        {
            var started = ground.Clock.Elapsed;
            await ground.Events.WriteAsync(new SolveEvent.AttemptStarted(card.Index) { ProblemId = problem.Id, At = started }, token);
            var made = await pick.Agent.AttemptAsync(assignment, meter, token);
            return made with { Sample = pick.Sample, Started = started, Elapsed = ground.Clock.Elapsed - started };
        }

        Attempt Ended(Outcome outcome, bool wasBegun) => new()
        {
            ProblemId = problem.Id,
            Agent = card,
            Sample = pick.Sample,
            Outcome = outcome,
            Started = ground.Clock.Elapsed,
            Usage = wasBegun ? meter.Estimate : Usage.None,
        };
    }

    private static Note? DraftOf(AnswerNode node) =>
        node.Attempt is { Answer: { } answer } attempt ? new Note(1, answer.Text, attempt.Text ?? "") : null;

    /// <summary>How sure a candidate is, is what the judge gave it; a model's own word stands in where there was no judge.</summary>
    private static Attempt Candidate(AnswerNode node) =>
        node.Attempt! with { Confidence = node.Valuation?.Value ?? node.Attempt!.Confidence };

    private static SearchNode NodeOf(AnswerNode node) => new()
    {
        Path = node.Path,
        Step = node.Depth switch { 0 => "", 1 => "fresh answer", _ => "improved answer" },
        Depth = node.Depth,
        Agent = node.Attempt?.Agent.Index,
        Model = node.Attempt?.Agent.Model,
        Value = node.Valuation?.Value,
        State = node.Depth > 0 && node.Attempt?.Answer is null ? NodeState.Ended
            : node.Depth == 0 || node.Children > 0 ? NodeState.Expanded
            : NodeState.Answered,
        End = node.Attempt is { } attempt ? attempt.Answer?.Text ?? attempt.Outcome.Explanation ?? attempt.Outcome.Name : null,
        Usage = (node.Attempt?.Usage ?? Usage.None) + (node.Valuation?.Usage ?? Usage.None),
    };

    /// <summary>A call to be made.</summary>
    /// <param name="From">Where it grows from.</param>
    /// <param name="Place">Its number among the children there.</param>
    /// <param name="Arm">The model, by number.</param>
    /// <param name="Agent">Who is asked.</param>
    /// <param name="Sample">How often that agent was asked before.</param>
    /// <param name="Turn">Its number among all calls for an answer, from 0.</param>
    private sealed record Pick(AnswerNode From, int Place, int Arm, IAgent Agent, int Sample, int Turn);

    /// <summary>The agents of one model, asked in turn.</summary>
    private sealed class ModelArm(IReadOnlyList<IAgent> agents)
    {
        private int _asked;

        public (IAgent Agent, int Sample) Next()
        {
            var turn = _asked++;
            return (agents[turn % agents.Count], turn / agents.Count);
        }
    }
}
