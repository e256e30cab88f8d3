namespace HeavySim.Experiments.Fitting;

/// <summary>How long replies are: log-normal, or log-t where the tail is heavier.</summary>
/// <param name="Median">Median tokens of a right reply to a problem that is always solved.</param>
/// <param name="Spread">Scale of the logarithm.</param>
/// <param name="TailDegrees">Degrees of freedom of the tail; null for log-normal.</param>
/// <param name="WrongFactor">Wrong replies are longer by this factor.</param>
/// <param name="HardFactor">A problem solved with probability p takes e^(HardFactor·(1-p)) times the tokens.</param>
internal sealed record TokenFit(double Median, double Spread, double? TailDegrees, double WrongFactor, double HardFactor)
{
    private const double MostSpread = 4;
    private const double MostHardFactor = 5;
    // An excess kurtosis this small is that of a normal tail.
    private const double PlainKurtosis = .25;

    internal static TokenFit? Of(IReadOnlyList<FittedSample> samples)
    {
        var known = samples.Where(static s => s.Attempt.Usage.OutputTokens is > 0).ToList();
        if (known.Count < 2)
            return null;

        var logs = known.ConvertAll(static s => Math.Log(s.Attempt.Usage.OutputTokens!.Value));
        // Within problems of equal hardness, so that wrong replies do not look long because hard problems are.
        var wrong = WrongEffect(known, logs);
        var plain = logs.Select((log, i) => known[i].IsWrong ? log - wrong : log).ToList();
        var hard = Math.Clamp(Slope([.. known.Select(static s => s.Hardness)], plain), -MostHardFactor, MostHardFactor);
        var residuals = plain.Select((log, i) => log - (hard * known[i].Hardness)).ToList();
        var centre = residuals.Average();
        var deviations = residuals.ConvertAll(r => r - centre);
        var (variance, fourth) = (deviations.Average(static d => d * d), deviations.Average(static d => d * d * d * d));
        var excess = variance > 0 ? (fourth / (variance * variance)) - 3 : 0;
        // Student's t has excess kurtosis 6/(ν - 4) and variance ν/(ν - 2).
        double? degrees = excess > PlainKurtosis ? 4 + (6 / excess) : null;
        var spread = Math.Sqrt(variance * (degrees is { } v ? (v - 2) / v : 1));
        return new TokenFit(Math.Exp(centre), Math.Min(spread, MostSpread), degrees, Math.Exp(wrong), hard);
    }

    private static double WrongEffect(List<FittedSample> samples, List<double> logs)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var level in Enumerable.Range(0, samples.Count).GroupBy(i => samples[i].Hardness))
        {
            var (wrong, right) = (level.Where(i => samples[i].IsWrong).ToList(), level.Where(i => !samples[i].IsWrong).ToList());
            if (wrong.Count == 0 || right.Count == 0)
                continue;

            var pairs = wrong.Count * (double)right.Count / (wrong.Count + right.Count);
            sum += pairs * (wrong.Average(i => logs[i]) - right.Average(i => logs[i]));
            weight += pairs;
        }

        return weight > 0 ? sum / weight : 0;
    }

    private static double Slope(double[] x, List<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }

        return variance > 0 ? covariance / variance : 0;
    }
}
