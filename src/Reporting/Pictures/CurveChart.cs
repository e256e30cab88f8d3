using HeavySim.Experiments;

namespace HeavySim.Reporting;

/// <summary>Accuracy against the number of agents.</summary>
internal static class CurveChart
{
    public const string Name = "curve";

    public static Chart Of(IReadOnlyList<RunPicture> runs)
    {
        var marks = new List<ChartMark>();
        for (var run = 0; run < runs.Count; run++)
            marks.AddRange(Bands(runs, run));
        for (var run = 0; run < runs.Count; run++)
            marks.AddRange(Lines(runs, run));

        var drawn = marks.SelectMany(static m => m.Points).ToList();
        return new Chart
        {
            Name = Name,
            Title = "Accuracy against agents",
            Summary = Summary(runs),
            X = Axis.OfDoublings("agents k (samples drawn per problem, log scale)", drawn.Select(static p => p.X).DefaultIfEmpty(2).Max()),
            Y = Axis.OfShares("problems right, with 95 % bands", drawn.SelectMany(static p => new[] { p.Y, p.Low ?? p.Y, p.High ?? p.Y })),
            Marks = marks,
            Table = RunNames.Table(runs, ["agents k", "maj@k [95 %]", "pass@k [95 %]", "problems"], run => Shown(runs[run].Report.Curve)
                .Select(static p => (IReadOnlyList<string>)[Numerals.Count(p.K), Numerals.Percent(p.Majority), Numerals.Percent(p.Pass), Numerals.Count(p.Problems)])),
        };
    }

    /// <summary>The points worth a row or a dot: powers of two, and the last.</summary>
    public static IEnumerable<ReportedPoint> Shown(IReadOnlyList<ReportedPoint> curve) => curve.Where(p => IsShown(curve, p));

    private static bool IsShown(IReadOnlyList<ReportedPoint> curve, ReportedPoint point) => int.IsPow2(point.K) || point.K == curve.Count;

    private static IEnumerable<ChartMark> Bands(IReadOnlyList<RunPicture> runs, int run)
    {
        var curve = Drawn(runs[run].Report.Curve);
        if (curve.Count == 0)
            yield break;
        yield return new ChartMark.Band(PassColour(runs, run), [.. curve.Select(static p => Point(p, p.Pass, ""))]);
        yield return new ChartMark.Band(run, [.. curve.Select(static p => Point(p, p.Majority, ""))]);
    }

    private static IEnumerable<ChartMark> Lines(IReadOnlyList<RunPicture> runs, int run)
    {
        var report = runs[run].Report;
        var curve = Drawn(report.Curve);
        if (curve.Count > 0)
        {
            yield return new ChartMark.Line(
                RunNames.Legend(runs, run, "pass@k, any right", isLesser: true), PassColour(runs, run), [.. curve.Select(p => Point(p, p.Pass, Title("pass", p, p.Pass)))], IsDashed: true, HasDots: true);
            yield return new ChartMark.Line(
                RunNames.Legend(runs, run, "maj@k, vote"), run, [.. curve.Select(p => Point(p, p.Majority, Title("maj", p, p.Majority)))], HasDots: true);
        }

        if (report.Selected is { Accuracy.Value: { } accuracy } selected)
        {
            var title = RunNames.Hover(runs, run, $"{selected.Method} over {selected.Agents} agents\n{Numerals.Percent(selected.Accuracy)} of {Numerals.Count(selected.Problems)} problems");
            yield return new ChartMark.Dots(
                RunNames.Legend(runs, run, $"chosen by {selected.Method}", isLesser: true),
                runs.Count == 1 ? 1 : run,
                [new ChartPoint(selected.Agents, accuracy, selected.Accuracy.Low, selected.Accuracy.High, title)],
                IsDiamond: true);
        }

        string Title(string metric, ReportedPoint point, ReportedInterval share) => IsShown(report.Curve, point)
            ? RunNames.Hover(runs, run, $"{metric}@{point.K}: {Numerals.Percent(share.Value)}\n95 %: {Numerals.Percent(share.Low)} to {Numerals.Percent(share.High)}\n{Numerals.Count(point.Problems)} problems")
            : "";
    }

    /// <summary>Every k up to 64, then every 32nd part of a doubling: more is not seen.</summary>
    private static List<ReportedPoint> Drawn(IReadOnlyList<ReportedPoint> curve) =>
        [.. curve.Where(p => p.Majority.Value is not null && (p.K <= 64 || IsShown(curve, p) || (int)(32 * Math.Log2(p.K)) != (int)(32 * Math.Log2(p.K - 1))))];

    private static ChartPoint Point(ReportedPoint point, ReportedInterval share, string title) => new(point.K, share.Value ?? 0, share.Low, share.High, title);

    private static int PassColour(IReadOnlyList<RunPicture> runs, int run) => runs.Count == 1 ? 2 : run;

    private static string Summary(IReadOnlyList<RunPicture> runs)
    {
        if (runs is not [var only])
            return "The vote (maj@k, solid) and coverage (pass@k, dashed) of each run, exact over all draws of k of the recorded samples, with 95 % intervals over problems. Diamonds: what the run itself chose.";
        if (only.Report.Curve is not { Count: > 0 } curve)
        {
            return only.Report.CurtailedProblems > 0
                ? $"No curve: a stop rule left samples undrawn at {Numerals.Count(only.Report.CurtailedProblems)} problems. A run with --stop all has one."
                : "No curve: no problem has a gold answer and a sample.";
        }

        return $"One agent is right on {Numerals.Percent(curve[0].Majority.Value)}, the vote of {curve[^1].K} on {Numerals.Percent(curve[^1].Majority.Value)}; on {Numerals.Percent(curve[^1].Pass.Value)} at least one of them is. "
            + "Exact over all draws of k of the recorded samples; bands are 95 % intervals over problems.";
    }
}
