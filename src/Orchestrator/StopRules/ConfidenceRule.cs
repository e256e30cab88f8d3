namespace HeavySim.Orchestrator;

/// <summary>
/// Stops when the leader holds at least the given share of all confidence, after the four answers without which a consensus says little
/// (after DeepConf's online consensus, Fu et al. 2025, arXiv:2508.15260). Never fires where the agents give no confidences. A heuristic.
/// </summary>
/// <param name="name">The name it was asked for by.</param>
/// <param name="threshold">The share, in 0.5..1.</param>
internal sealed class ConfidenceRule(string name, double threshold) : IStopRule
{
    private const int WarmUp = 4;

    public string Name => name;

    public bool ShouldStop(in VoteState vote)
    {
        if (vote.Weights.IsEmpty || vote.Votes.Length - vote.Votes.Count(-1) < WarmUp)
            return false;

        var (most, all) = (0.0, 0.0);
        foreach (var weight in vote.Weights)
        {
            most = Math.Max(most, weight);
            all += weight;
        }

        return all > 0 && most >= threshold * all;
    }
}
