namespace HeavySim.Orchestrator;

/// <summary>Orders that are drawn by key.</summary>
internal static class Drawn
{
    /// <summary>The attempts in a drawn order: who comes first says nothing of who wrote it.</summary>
    public static Attempt[] Order(IReadOnlyList<Attempt> attempts, RandomKey key)
    {
        var order = attempts.ToArray();
        var stream = key.With("shown").Open();
        stream.Shuffle<Attempt>(order);
        return order;
    }
}
