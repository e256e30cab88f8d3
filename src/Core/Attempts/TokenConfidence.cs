namespace HeavySim.Core;

/// <summary>
/// How sure a model was while it wrote one attempt, from the log-probabilities of its tokens (DeepConf, Fu et al. 2025, arXiv:2508.15260).
/// A token's confidence is C_i = -mean_j log P_i(j) over its top-k candidates, in nats: 0 or more, ln k where all k are alike, the more the
/// surer. A group is a sliding window of tokens, and its confidence their mean; a text shorter than the window is one group.
/// </summary>
/// <param name="Mean">Over all tokens.</param>
/// <param name="Tail">Over the last window.</param>
/// <param name="Lowest">The lowest group.</param>
/// <param name="Bottom">The mean of the lowest tenth of all groups, one at least.</param>
public sealed record TokenConfidence(double Mean, double Tail, double Lowest, double Bottom);
