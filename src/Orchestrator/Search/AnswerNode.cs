namespace HeavySim.Orchestrator;

/// <summary>
/// A node of an adaptive tree: an answer that was given, or the root, and what the rewards so far say of going on from it. There is one
/// arm for each model (AB-MCTS-A, arXiv:2503.04412, node aggregation; treequest's strategy "stack").
/// </summary>
internal sealed class AnswerNode
{
    private readonly Arm[] _arms;
    private readonly RewardPrior _prior;
    private readonly int _arm;

    private AnswerNode(AnswerNode? parent, int arm, int arms, RewardPrior prior)
    {
        Parent = parent;
        _arm = arm;
        _prior = prior;
        _arms = [.. Enumerable.Range(0, arms).Select(_ => new Arm(prior))];
    }

    public AnswerNode? Parent { get; }

    /// <summary>Names the node, as in <see cref="PartialSolution.Path"/>.</summary>
    public string Path { get; private init; } = "";

    public int Depth { get; private init; }

    /// <summary>The call that gave the answer; null at the root.</summary>
    public Attempt? Attempt { get; private init; }

    /// <summary>What the answer is thought to be worth; null at the root and where there is no answer.</summary>
    public Valuation? Valuation { get; private init; }

    /// <summary>How many answers were grown from here, with those that are being asked for.</summary>
    public int Children { get; private set; }

    /// <summary>The start of a tree.</summary>
    public static AnswerNode Root(int arms, RewardPrior prior) => new(parent: null, arm: 0, arms, prior);

    /// <summary>Takes the next place among the children, for an answer that is asked for.</summary>
    public int Reserve() => Children++;

    /// <summary>Adds what was grown from here, and tells its reward to all above it.</summary>
    /// <param name="place">Its number among the children.</param>
    /// <param name="arm">The model that was asked.</param>
    /// <param name="attempt">The call.</param>
    /// <param name="valuation">What its answer is worth, or null where there is none.</param>
    public AnswerNode Add(int place, int arm, Attempt attempt, Valuation? valuation)
    {
        var child = new AnswerNode(this, arm, _arms.Length, _prior)
        {
            Path = Path.Length == 0 ? $"{place}" : $"{Path}.{place}",
            Depth = Depth + 1,
            Attempt = attempt,
            Valuation = valuation,
        };
        // A model that finds no answer earned nothing; a call that failed, or could not be valued, tells nothing of the model.
        double? reward = attempt.Outcome is Outcome.Abstained ? 0 : valuation?.Value;
        if (reward is not { } known)
            return child;

        _arms[arm].Generate.Observe(known);
        _arms[arm].All.Observe(known);
        if (attempt.Answer is not null)
            _arms[arm].Known.Add((child, Posterior(known)));
        for (var node = this; node.Parent is { } above; node = above)
            above.Hear(node, known);
        return child;
    }

    /// <summary>
    /// Goes down from here by Thompson sampling: which model, then whether to ask it anew or to go on from one of its answers, then which.
    /// </summary>
    /// <returns>The node to grow from, and the model to ask.</returns>
    public (AnswerNode Node, int Arm) Choose(ref RandomStream stream)
    {
        var node = this;
        while (true)
        {
            var arm = Best(node._arms.Select(static a => a.All), ref stream);
            var own = node._arms[arm];
            if (own.Known.Count == 0 || Best([own.Generate, own.GoOn], ref stream) == 0)
                return (node, arm);

            node = own.Known[Best(own.Known.Select(static k => k.Posterior), ref stream)].Child;
        }
    }

    private void Hear(AnswerNode child, double reward)
    {
        var arm = _arms[child._arm];
        arm.GoOn.Observe(reward);
        arm.All.Observe(reward);
        arm.Known.First(k => k.Child == child).Posterior.Observe(reward);
    }

    private RewardPosterior Posterior(double first)
    {
        var posterior = new RewardPosterior(_prior);
        posterior.Observe(first);
        return posterior;
    }

    private static int Best(IEnumerable<RewardPosterior> posteriors, ref RandomStream stream)
    {
        var (best, most, place) = (0, double.NegativeInfinity, 0);
        foreach (var posterior in posteriors)
        {
            var drawn = posterior.Draw(ref stream);
            if (drawn > most)
                (best, most) = (place, drawn);
            place++;
        }

        return best;
    }

    /// <summary>What is believed of one model at one node.</summary>
    private sealed class Arm(RewardPrior prior)
    {
        /// <summary>All rewards that came of it here, by a new answer or by going on from one.</summary>
        public RewardPosterior All { get; } = new(prior);

        /// <summary>Of asking for a new answer from here.</summary>
        public RewardPosterior Generate { get; } = new(prior);

        /// <summary>Of going on from its answers here.</summary>
        public RewardPosterior GoOn { get; } = new(prior);

        /// <summary>Its answers here, each with what came of it and of all that grew from it.</summary>
        public List<(AnswerNode Child, RewardPosterior Posterior)> Known { get; } = [];
    }
}
