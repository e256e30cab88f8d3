namespace HeavySim.Experiments.Comparing;

/// <summary>The agents that a curve goes over, where it is not all of a run's.</summary>
/// <param name="Size">So many of them, 1 or more; all where there are not so many.</param>
/// <param name="Drawn">
/// Names the draw of that many for each problem, where the first would be no sample of the others; null for the first.
/// </param>
internal sealed record AgentPool(int Size, RandomKey? Drawn = null)
{
    /// <summary>So many of the agents by index, in a random order.</summary>
    public static IReadOnlyList<int> Draw(IReadOnlyList<int> agents, int count, RandomKey key)
    {
        var shuffled = agents.ToArray();
        var stream = key.Open();
        stream.Shuffle<int>(shuffled);
        return shuffled[..count];
    }

    /// <summary>The pool at a problem.</summary>
    /// <param name="agents">All of the run's, by index.</param>
    /// <param name="problem">The problem's id.</param>
    public IReadOnlyList<int> Of(IReadOnlyList<int> agents, string problem) =>
        Drawn is { } key ? Draw(agents, Size, key.With(problem)) : [.. agents.Take(Size)];
}
