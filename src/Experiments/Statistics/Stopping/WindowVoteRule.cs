namespace HeavySim.Experiments.Statistics;

/// <summary>
/// Early-stopping self-consistency (Li et al. 2024, arXiv:2401.10480): samples come in windows, and the vote stops after a window whose
/// samples all gave one answer.
/// </summary>
/// <param name="size">Samples per window, at least 1.</param>
public sealed class WindowVoteRule(int size = 5) : IVoteRule
{
    /// <inheritdoc/>
    public string Name => $"window:{size}";

    /// <inheritdoc/>
    public bool IsOrderFree => false;

    /// <inheritdoc/>
    public bool ShouldStop(in VoteState state)
    {
        if (state.Drawn == 0 || state.Drawn % size != 0)
            return false;

        var window = state.Sequence[^size..];
        return window[0] >= 0 && window.IndexOfAnyExcept(window[0]) < 0;
    }
}
