using HeavySim.Mathematics;

namespace HeavySim.Reporting;

/// <summary>How long answers take: cumulative shares, with percentiles.</summary>
internal static class LatencyChart
{
    public const string Name = "latency";

    private const int MostSteps = 160;
    private static readonly double[] Percentiles = [.5, .95, .99];

    public static Chart Of(IReadOnlyList<ReportModel> runs)
    {
        var marks = new List<ChartMark>();
        for (var run = 0; run < runs.Count; run++)
        {
            if (runs[run].SampleSeconds.Count > 0)
                marks.AddRange(Marks(runs, run, runs[run].SampleSeconds, "one agent", runs.Count == 1 ? 2 : run, isDashed: true));
            if (runs[run].SolutionSeconds is [.., > 0])
                marks.AddRange(Marks(runs, run, runs[run].SolutionSeconds, "time to solution", run, isDashed: false));
        }

        return new Chart
        {
            Name = Name,
            Title = "Latency",
            Summary = Summary(runs, marks.Count > 0),
            X = Axis.OfMagnitudes(
                "seconds (log scale)", marks.SelectMany(static m => m.Points).Select(static p => p.X), static v => Numerals.Tidy(v)),
            Y = Axis.OfAllShares("finished within this time"),
            Marks = marks,
            Table = RunNames.Table(runs, ["time", "p50", "p95", "p99", "count"], run => Rows(runs[run])),
        };
    }

    private static IEnumerable<ChartMark> Marks(
        IReadOnlyList<ReportModel> runs, int run, IReadOnlyList<double> seconds, string what, int colour, bool isDashed)
    {
        var steps = Math.Min(MostSteps, seconds.Count);
        var line = Enumerable.Range(1, steps)
            .Select(i => (double)i / steps)
            .Select(share => new ChartPoint(Math.Max(1e-3, NearestRank.Of(seconds, share)), share))
            .ToList();
        yield return new ChartMark.Line(
            RunNames.Legend(runs, run, what, isDashed && runs[run].SolutionSeconds is [.., > 0]), colour, line, isDashed);
        yield return new ChartMark.Dots(null, colour, [.. Percentiles.Select(share => new ChartPoint(
            Math.Max(1e-3, NearestRank.Of(seconds, share)), share,
            Title: RunNames.Hover(runs, run, $"{what}, p{100 * share:0}\n{Numerals.Seconds(NearestRank.Of(seconds, share))}")))]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ReportModel run)
    {
        foreach (var (what, seconds) in new[] { ("time to solution", run.SolutionSeconds), ("one agent", run.SampleSeconds) })
        {
            if (seconds is [.., > 0])
                yield return
                [
                    what, .. Percentiles.Select(share => Numerals.Seconds(NearestRank.Of(seconds, share))), Numerals.Count(seconds.Count),
                ];
        }
    }

    private static string Summary(IReadOnlyList<ReportModel> runs, bool isKnown)
    {
        if (!isKnown)
            return runs.All(static r => r.Report.Samples == 0)
                ? "There are no samples."
                : "Not known: the samples were recorded without times.";
        var simulated = runs.All(static r => r.Report.Simulated) ? " Times are those of the simulated world." : "";
        return (runs is [{ SolutionSeconds: [.., > 0] seconds }]
            ? $"Half of the problems that were solved took no longer than {Numerals.Seconds(NearestRank.Of(seconds, .5))}, 99 % no "
                + $"longer than {Numerals.Seconds(NearestRank.Of(seconds, .99))}."
            : runs
                is [{ SampleSeconds: var samples }] ? $"Half of the samples end within {Numerals.Seconds(NearestRank.Of(samples, .5))}, "
                    + $"99 % within {Numerals.Seconds(NearestRank.Of(samples, .99))}."
            : "Solid: from the first assignment to the answer. Dashed: one agent alone.") + simulated;
    }
}
