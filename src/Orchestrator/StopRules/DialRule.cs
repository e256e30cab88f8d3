namespace HeavySim.Orchestrator;

/// <summary>
/// The rule of <c>--mode auto</c>. A first answer that its agent states with at least this confidence is enough; after that, and where
/// nobody states any, the vote decides as in <see cref="BetaRule"/> with the same threshold. Models overrate themselves, so one word of
/// theirs is believed only where it is strong, and never against another answer.
/// </summary>
/// <param name="name">The name it was asked for by.</param>
/// <param name="threshold">The confidence, and the probability, in 0.5..1.</param>
internal sealed class DialRule(string name, double threshold) : IStopRule
{
    private readonly BetaRule _vote = new(name, threshold);

    public string Name => name;

    public bool ShouldStop(in VoteState vote) =>
        vote is { Votes.Length: 1, Weights.Length: 1 } ? vote.Weights[0] >= threshold : _vote.ShouldStop(vote);
}
