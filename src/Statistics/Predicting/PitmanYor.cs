namespace HeavySim.Statistics.Predicting;

/// <summary>
/// The Pitman-Yor process: how likely a sample repeats an answer already given and how likely it brings a new one. After n samples in K
/// classes, class j comes next with probability (n_j - d)/(n + θ), a new one with (θ + dK)/(n + θ) (Pitman and Yor 1997).
/// </summary>
/// <param name="Strength">θ, positive: the larger, the more answers scatter.</param>
/// <param name="Discount">d in 0..1: the larger, the longer the tail of rare answers.</param>
internal sealed record PitmanYor(double Strength, double Discount)
{
    /// <summary>
    /// ln of the probability that samples fall into classes of these sizes (the exchangeable partition probability function).
    /// </summary>
    public double LogLikelihood(ReadOnlySpan<int> counts)
    {
        var log = 0.0;
        var total = 0;
        for (var j = 0; j < counts.Length; j++)
        {
            if (j > 0)
                log += Math.Log(Strength + (Discount * j));
            log += ZeroInflatedBeta.LogRising(1 - Discount, counts[j] - 1);
            total += counts[j];
        }

        return total == 0 ? 0 : log - ZeroInflatedBeta.LogRising(Strength + 1, total - 1);
    }
}
