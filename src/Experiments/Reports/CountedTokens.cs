namespace HeavySim.Experiments.Reports;

/// <summary>Whether an endpoint counted any of a run's tokens: a sum that holds one estimate says of itself only that it does.</summary>
internal sealed class CountedTokens
{
    private long _estimated;
    private bool _hasCounted;

    /// <summary>Adds a problem's attempts.</summary>
    public void Add(ProblemOutline problem)
    {
        foreach (var attempt in problem.Attempts)
            Add(attempt.Usage);
    }

    /// <summary>Adds an attempt's bill.</summary>
    public void Add(Usage attempt)
    {
        if (attempt.IsEstimated)
            _estimated += (attempt.InputTokens ?? 0) + (attempt.OutputTokens ?? 0);
        else
            _hasCounted |= attempt.OutputTokens is not null || attempt.InputTokens is not null;
    }

    /// <summary>
    /// True when all of the sum was estimated. What is more than the attempts' own (checks, a selector's calls) is told by no record of its
    /// own, so it may have been counted.
    /// </summary>
    public bool AreAllEstimated(Usage sum) =>
        sum.IsEstimated && !_hasCounted && _estimated == (sum.InputTokens ?? 0) + (sum.OutputTokens ?? 0);
}
