namespace HeavySim.Orchestrator;

/// <summary>A tree when it is grown.</summary>
/// <param name="Nodes">Every node, parents before children.</param>
/// <param name="Candidates">The attempts that go to the ballot, by agent and sample.</param>
internal sealed record GrownTree(IReadOnlyList<SearchNode> Nodes, IReadOnlyList<Attempt> Candidates);

/// <summary>What a tree grows with.</summary>
/// <param name="Calls">Makes its calls.</param>
/// <param name="Events">Hears of what happens.</param>
/// <param name="Clock">The time of the solve.</param>
/// <param name="Stop">Says when the solve is called off.</param>
internal sealed record TreeGround(TreeCalls Calls, ChannelWriter<SolveEvent> Events, SolveClock Clock, StopSignal Stop);

/// <summary>A way to grow a tree.</summary>
internal interface ITreeGrowth
{
    /// <summary>Who is asked, 1 to 32.</summary>
    IReadOnlyList<AgentCard> Agents { get; }

    /// <summary>Grows the tree of one problem.</summary>
    /// <exception cref="HeavySimException">A key is wrong or an account is empty.</exception>
    Task<GrownTree> GrowAsync(Problem problem, TreeGround ground, CancellationTokenSource abort);
}
