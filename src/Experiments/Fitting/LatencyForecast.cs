using HeavySim.Mathematics;

namespace HeavySim.Experiments.Fitting;

/// <summary>
/// How long k agents side by side take for a problem: the slowest decides. Each problem has its own pace; how far single samples stray from
/// it in proportion is learned over all problems, since the slowest of 32 lies beyond what few samples of one problem have shown.
/// </summary>
internal sealed class LatencyForecast
{
    private const int Futures = 200;

    private readonly double[] _paces;
    private readonly double[] _strays;
    private readonly RandomKey _key;

    private LatencyForecast(double[] paces, double[] strays, RandomKey key)
    {
        _paces = paces;
        _strays = strays;
        _key = key;
    }

    /// <summary>Learns from the seconds of each problem's samples; null where they are not known.</summary>
    public static LatencyForecast? Of(IReadOnlyList<IReadOnlyList<double>> seconds, RandomKey key)
    {
        if (seconds.Count == 0 || seconds.Any(static s => s.Count == 0 || s.Any(static x => x <= 0)))
            return null;

        var paces = seconds.Select(static s => s.Average(Math.Log)).ToArray();
        // A mean of n samples hides 1/n of their variance.
        var strays = seconds
            .SelectMany((s, i) => s.Count < 2 ? [] : s.Select(x => (Math.Log(x) - paces[i]) * Math.Sqrt(s.Count / (s.Count - 1.0))))
            .ToArray();
        return new LatencyForecast(paces, strays.Length > 0 ? strays : [0], key);
    }

    /// <summary>Median and 95th percentile over problems at each k, each with the interval over futures.</summary>
    /// <param name="ks">Ascending.</param>
    public IReadOnlyList<(Estimate Median, Estimate Slow)> At(IReadOnlyList<int> ks)
    {
        var medians = ks.Select(static _ => new double[Futures]).ToList();
        var slow = ks.Select(static _ => new double[Futures]).ToList();
        for (var future = 0; future < Futures; future++)
        {
            var random = _key.With("latency").With(future).Open();
            var slowest = Enumerable.Repeat(double.NegativeInfinity, _paces.Length).ToArray();
            var drawn = 0;
            for (var at = 0; at < ks.Count; at++)
            {
                for (; drawn < ks[at]; drawn++)
                {
                    for (var i = 0; i < slowest.Length; i++)
                        slowest[i] = Math.Max(slowest[i], _paces[i] + _strays[random.NextInt(_strays.Length)]);
                }

                double[] sorted = [.. slowest.Order()];
                medians[at][future] = Math.Exp(NearestRank.Of(sorted, .5));
                slow[at][future] = Math.Exp(NearestRank.Of(sorted, .95));
            }
        }

        return [.. ks.Select((_, at) => (Summarise(medians[at]), Summarise(slow[at])))];
    }

    private static Estimate Summarise(double[] futures)
    {
        Array.Sort(futures);
        return new Estimate(futures.Average(), NearestRank.Of(futures, .025), NearestRank.Of(futures, .975));
    }
}
