using HeavySim.Mathematics;

namespace HeavySim.Orchestrator;

/// <summary>
/// The bar of one problem under a <see cref="ConfidenceCut"/>: it stands once every agent of the warm-up has ended, at the percentile of
/// their lowest groups that keeps the share asked for. By the agents' places and not by who ended first, so that it is the same in any
/// order. One writes, many read.
/// </summary>
internal sealed class ConfidenceBar(ConfidenceCut? cut)
{
    private readonly List<double> _lowest = [];
    private int _ended;
    private double[]? _below;

    /// <summary>Below what a later attempt is cut, in nats; null while nothing may be cut.</summary>
    public double? Below => Volatile.Read(ref _below)?[0];

    /// <summary>Takes an attempt that ended.</summary>
    public void Add(Attempt attempt)
    {
        if (cut is null || attempt.Agent.Index >= cut.WarmUp)
            return;

        if (attempt.TokenConfidence is { } confidence)
            _lowest.Add(confidence.Lowest);
        if (++_ended < cut.WarmUp || _lowest.Count == 0)
            return;

        _lowest.Sort();
        Volatile.Write(ref _below, [Percentile.Of(_lowest, 1 - cut.Keep)]);
    }
}
