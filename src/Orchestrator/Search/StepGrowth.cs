namespace HeavySim.Orchestrator;

/// <summary>
/// Grows a tree of partial solutions (Tree of Thoughts, Yao et al. 2023, arXiv:2305.10601): agents propose next steps, the verifier values
/// them, the best are gone on from. The ways that come to an answer are the candidates.
/// </summary>
internal sealed class StepGrowth(IReadOnlyList<IProposer> agents, INodeValuer valuer, TreeOptions tree, SolveOptions options) : ITreeGrowth
{
    public IReadOnlyList<AgentCard> Agents { get; } = [.. agents.Select(static a => a.Card)];

    public async Task<GrownTree> GrowAsync(Problem problem, TreeGround ground, CancellationTokenSource abort)
    {
        var search = new TreeSearch(agents, valuer, tree, options, ground.Calls, ground.Events, ground.Clock);
        var branches = await search.RunAsync(problem, abort);
        return new GrownTree([.. branches.Select(static b => b.ToNode())], LeavesOf(branches));
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
