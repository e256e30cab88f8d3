namespace HeavySim.Experiments.Fitting;

/// <summary>
/// An additive expense (tokens, dollars) per problem with more samples than were recorded: those recorded, and new ones like them.
/// </summary>
internal sealed class SpendingForecast
{
    private readonly List<(double Sum, double Mean, double Variance, int Count)> _problems;

    private SpendingForecast(List<(double Sum, double Mean, double Variance, int Count)> problems) => _problems = problems;

    /// <summary>Learns from what each problem's samples cost; null where some cost is not known.</summary>
    public static SpendingForecast? Of(IReadOnlyList<IReadOnlyList<double?>> expenses)
    {
        if (expenses.Count == 0 || expenses.Any(static e => e.Any(static x => x is null)))
            return null;

        var known = expenses.Select(static e => e.Select(static x => x!.Value).ToArray()).ToList();
        // A single sample says nothing of its spread: it is taken to spread as the others do, in proportion.
        var several = known.Where(static e => e.Length > 1 && e.Average() > 0).ToList();
        var relative = several.Count > 0 ? several.Average(static e => Variance(e) / (e.Average() * e.Average())) : 0;
        return new SpendingForecast([.. known.Select(e =>
            (e.Sum(), e.Average(), e.Length > 1 ? Variance(e) : relative * e.Average() * e.Average(), e.Length))]);
    }

    /// <summary>
    /// The mean expense per problem with k samples; its interval holds the luck of the new samples and what the old ones leave open.
    /// </summary>
    public Estimate At(int k)
    {
        var (sum, variance) = (0.0, 0.0);
        foreach (var (spent, mean, spread, count) in _problems)
        {
            var more = Math.Max(0, k - count);
            sum += k <= count ? k * mean : spent + (more * mean);
            variance += (more * spread) + (more * (double)more * spread / count);
        }

        var (centre, error) = (sum / _problems.Count, Math.Sqrt(variance) / _problems.Count);
        var reach = Quantiles.Normal(Intervals.DefaultLevel) * error;
        return new Estimate(centre, Math.Max(0, centre - reach), centre + reach);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }
}
