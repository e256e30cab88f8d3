namespace HeavySim.Experiments.Fitting;

/// <summary>How fast one reply comes, on the clock of the run's world and with the load it had: both numbers are log-normal.</summary>
/// <param name="FirstTokenSeconds">Median seconds before the tokens flow.</param>
/// <param name="TokensPerSecond">Median tokens a second afterwards.</param>
/// <param name="TokensPerSecondSpread">Scale of the logarithm of the latter.</param>
internal sealed record SpeedFit(double FirstTokenSeconds, double TokensPerSecond, double TokensPerSecondSpread)
{
    private const double MostSpread = 4;

    internal static SpeedFit? Of(IReadOnlyList<FittedSample> samples)
    {
        var timed = samples
            .Where(static s => s.Attempt.Usage.OutputTokens is > 0 && s.Attempt.Elapsed > TimeSpan.Zero)
            .Select(static s => (Tokens: (double)s.Attempt.Usage.OutputTokens!.Value, Seconds: s.Attempt.Elapsed.TotalSeconds))
            .ToList();
        if (timed.Count < 2)
            return null;

        var first = FirstToken(timed);
        var rates = timed.Select(t => Math.Log(t.Tokens / Math.Max(t.Seconds - first, t.Seconds * .05))).Order().ToList();
        var mean = rates.Average();
        var spread = Math.Sqrt(rates.Average(r => (r - mean) * (r - mean)));
        return new SpeedFit(first, Math.Exp(rates[rates.Count / 2]), Math.Min(spread, MostSpread));
    }

    /// <summary>
    /// Seconds = first + tokens/rate, weighed by 1/seconds² as the scatter grows with the time; never negative, never all of the quickest
    /// reply.
    /// </summary>
    private static double FirstToken(List<(double Tokens, double Seconds)> timed)
    {
        var (sum, meanX, meanY) = (0.0, 0.0, 0.0);
        foreach (var (tokens, seconds) in timed)
        {
            var weight = 1 / (seconds * seconds);
            sum += weight;
            meanX += weight * tokens;
            meanY += weight * seconds;
        }

        (meanX, meanY) = (meanX / sum, meanY / sum);
        var (covariance, variance) = (0.0, 0.0);
        foreach (var (tokens, seconds) in timed)
        {
            var weight = 1 / (seconds * seconds);
            covariance += weight * (tokens - meanX) * (seconds - meanY);
            variance += weight * (tokens - meanX) * (tokens - meanX);
        }

        var intercept = variance > 0 ? meanY - (covariance / variance * meanX) : 0;
        return Math.Clamp(intercept, 0, timed.Min(static t => t.Seconds) * .9);
    }
}
