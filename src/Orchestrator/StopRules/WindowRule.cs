namespace HeavySim.Orchestrator;

/// <summary>
/// Early-stopping self-consistency (Li et al. 2024, arXiv:2401.10480): attempts are taken in windows of a fixed size, in order of
/// completion; stops after a whole window of one and the same answer. A heuristic: no guarantee.
/// </summary>
/// <param name="name">The name it was asked for by.</param>
/// <param name="size">The window, at least 2; the paper's is 5.</param>
internal sealed class WindowRule(string name, int size) : IStopRule
{
    public string Name => name;

    public bool ShouldStop(in VoteState vote)
    {
        if (vote.Votes.Length == 0 || vote.Votes.Length % size != 0)
            return false;

        var window = vote.Votes[^size..];
        return window[0] >= 0 && !window.ContainsAnyExcept(window[0]);
    }
}
