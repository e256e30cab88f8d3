using HeavySim.Mathematics;

namespace HeavySim.Orchestrator;

/// <summary>
/// Adaptive-Consistency with the Beta criterion (Aggarwal et al. 2023, arXiv:2305.11860): stops when, from a uniform prior, the leader
/// beats the runner-up with at least the given probability.
/// </summary>
/// <param name="name">The name it was asked for by.</param>
/// <param name="threshold">The probability, in 0.5..1; the paper's is 0.95.</param>
internal sealed class BetaRule(string name, double threshold) : IStopRule
{
    public string Name => name;

    public bool IsOrderFree => true;

    public bool ShouldStop(in VoteState vote)
    {
        var (leader, runnerUp) = vote.TopTwo;
        return leader > 0 && VotePosterior.Of(leader, runnerUp) >= threshold;
    }
}
