namespace HeavySim.Orchestrator;

/// <summary>
/// What is believed of a mean reward after some rewards in 0..1, by conjugate updates; Thompson sampling draws from it. Priors and updates
/// are those of treequest (SakanaAI, ab_mcts_a/prob_state.py), the reference implementation of AB-MCTS-A (arXiv:2503.04412).
/// </summary>
/// <remarks>
/// Gaussian: normal-inverse-χ² with m = 0, κ = 1, ν = 1, τ² = 0.1 (Murphy, Probabilistic Machine Learning: Advanced Topics, 3.4.3.3).
/// Beta: Jeffreys' prior, a = b = ½; a reward r counts as r successes and 1 − r failures.
/// </remarks>
internal sealed class RewardPosterior(RewardPrior prior)
{
    private const double PriorMean = 0;
    private const double PriorWeight = 1;
    private const double PriorFreedom = 1;
    private const double PriorVariance = .1;
    private const double Jeffreys = .5;

    private int _count;
    private double _mean;
    private double _squares;

    /// <summary>Adds a reward in 0..1.</summary>
    public void Observe(double reward)
    {
        _count++;
        var before = reward - _mean;
        _mean += before / _count;
        _squares += before * (reward - _mean);
    }

    /// <summary>The parameters: (m, κ, ν, τ²) or (a, b, 0, 0).</summary>
    public (double, double, double, double) Parameters
    {
        get
        {
            if (prior == RewardPrior.Beta)
                return (Jeffreys + (_count * _mean), Jeffreys + (_count * (1 - _mean)), 0, 0);

            var weight = PriorWeight + _count;
            var freedom = PriorFreedom + _count;
            var off = _mean - PriorMean;
            var variance = ((PriorFreedom * PriorVariance) + _squares + (_count * PriorWeight * off * off / weight)) / freedom;
            return (((PriorWeight * PriorMean) + (_count * _mean)) / weight, weight, freedom, variance);
        }
    }

    /// <summary>A mean reward as it may be.</summary>
    public double Draw(ref RandomStream stream)
    {
        var (first, second, freedom, scale) = Parameters;
        if (prior == RewardPrior.Beta)
        {
            var successes = GammaDraw.Of(first, ref stream);
            return successes / (successes + GammaDraw.Of(second, ref stream));
        }

        var variance = freedom * scale / 2 / GammaDraw.Of(freedom / 2, ref stream);
        return first + (Math.Sqrt(variance / second) * stream.NextNormal());
    }
}
