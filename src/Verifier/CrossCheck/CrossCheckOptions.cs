using Microsoft.Extensions.AI;

namespace HeavySim.Verifier;

/// <summary>Who checks, and within which limits.</summary>
public sealed record CrossCheckOptions
{
    /// <summary>The agents in their role as checkers, in roster order. Needed by all methods but "notes".</summary>
    public IReadOnlyList<Checker> Checkers { get; init; } = [];

    /// <summary>The agents themselves, in roster order. Needed by "notes".</summary>
    public IReadOnlyList<IAgent> Agents { get; init; } = [];

    /// <summary>The clock of the world.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>
    /// Most calls for one problem, over all methods, 1 or more; 64 by default. Every class gets its first checker before any gets its
    /// second.
    /// </summary>
    public int MaxCalls { get; init; } = 64;

    /// <summary>Most calls at a time for one problem, 1 or more; 32 by default.</summary>
    public int MaxConcurrency { get; init; } = 32;

    /// <summary>Longest time for one call; null for none; 10 minutes by default.</summary>
    public TimeSpan? CallDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Most characters of a solution shown to a checker, 200 or more; its middle is left out beyond that; 8,000 by default.
    /// </summary>
    public int MaxSolutionLength { get; init; } = 8000;

    /// <summary>Messages of one's own for "verdict" and "reverse", by the method's name; see <see cref="CheckPrompt.Reword"/>.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<ChatMessage>> Wordings { get; init; } =
        new Dictionary<string, IReadOnlyList<ChatMessage>>(StringComparer.Ordinal);

    /// <summary>Throws as <see cref="Validate"/> does, and where there is nobody to judge what a tree grows.</summary>
    /// <param name="grown">What is judged, for the message.</param>
    /// <exception cref="HeavySimException">Some value is out of range, or there are no checkers.</exception>
    internal void ValidateForTree(string grown)
    {
        Validate();
        if (Checkers.Count == 0)
            throw new HeavySimException($"A search tree needs agents that can judge {grown}; recorded answers cannot.");
    }

    /// <summary>Throws for values out of range, naming all of them.</summary>
    /// <exception cref="HeavySimException">Some value is out of range.</exception>
    internal void Validate()
    {
        var errors = new List<string>();
        if (MaxCalls < 1)
            errors.Add($"calls must be at least 1, not {MaxCalls}");
        if (MaxConcurrency < 1)
            errors.Add($"concurrency must be at least 1, not {MaxConcurrency}");
        if (CallDeadline <= TimeSpan.Zero)
            errors.Add($"the deadline of a call must be more than 0, not {CallDeadline}");
        if (MaxSolutionLength < 200)
            errors.Add($"the length of a solution must be at least 200, not {MaxSolutionLength}");
        if (errors.Count > 0)
            throw new HeavySimException($"No cross-check is possible so: {string.Join("; ", errors)}.");
    }
}
