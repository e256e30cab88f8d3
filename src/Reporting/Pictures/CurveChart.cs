using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>Accuracy against the number of agents.</summary>
internal static class CurveChart
{
    public const string Name = "curve";

    private const int MostReplayed = 4;
    private const int FirstReplayedColour = 3;
    private const double Dodge = .965;

    public static Chart Of(IReadOnlyList<ReportModel> runs)
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
            // A single point, a choice or one agent alone, is a figure and no picture.
            Marks = marks.Exists(static m => m is ChartMark.Line { Points.Count: > 1 }) ? marks : [],
            Table = RunNames.Table(runs, ["agents k", "maj@k [95 %]", "pass@k [95 %]", "problems"], run => Shown(runs[run].Report.Curve)
                .Select(static p => (IReadOnlyList<string>)
                    [Numerals.Count(p.K), Numerals.Percent(p.Majority), Numerals.Percent(p.Pass), Numerals.Count(p.Problems)])),
        };
    }

    /// <summary>The points worth a row or a dot: powers of two, and the last.</summary>
    public static IEnumerable<CurvePoint> Shown(IReadOnlyList<CurvePoint> curve) => curve.Where(p => IsShown(curve, p));

    private static bool IsShown(IReadOnlyList<CurvePoint> curve, CurvePoint point) => int.IsPow2(point.K) || point.K == curve.Count;

    private static IEnumerable<ChartMark> Bands(IReadOnlyList<ReportModel> runs, int run)
    {
        var curve = Drawn(runs[run].Report.Curve);
        if (curve.Count == 0)
            yield break;
        yield return new ChartMark.Band(PassColour(runs, run), [.. curve.Select(static p => Point(p, p.Pass, ""))]);
        yield return new ChartMark.Band(run, [.. curve.Select(static p => Point(p, p.Majority, ""))]);
    }

    private static IEnumerable<ChartMark> Lines(IReadOnlyList<ReportModel> runs, int run)
    {
        var report = runs[run].Report;
        var curve = Drawn(report.Curve);
        if (curve.Count > 0)
        {
            yield return new ChartMark.Line(
                RunNames.Legend(runs, run, "pass@k, any right", isLesser: true), PassColour(runs, run),
                [.. curve.Select(p => Point(p, p.Pass, Title("pass", p, p.Pass)))], IsDashed: true, HasDots: true);
            yield return new ChartMark.Line(
                RunNames.Legend(runs, run, "maj@k, vote"), run, [.. curve.Select(p => Point(p, p.Majority, Title("maj", p, p.Majority)))],
                HasDots: true);
        }

        // A single sample makes no line: its interval is drawn as a whisker.
        if (curve is [var alone])
            yield return new ChartMark.Dots(null, run, [Point(alone, alone.Majority, "")]);
        foreach (var mark in Fused(runs, run).Concat(Replayed(runs, run)))
            yield return mark;
        if (report.Selected is { Accuracy: { } accuracy } selected)
        {
            var title = RunNames.Hover(
                runs, run,
                $"{selected.Method} over {selected.Agents} agents{(selected.DecidedAsItWent ? ", as the run went" : "")}\n"
                    + $"{Numerals.Percent(accuracy)} of {Numerals.Count(selected.Problems)} "
                    + "problems");
            yield return new ChartMark.Dots(
                RunNames.Legend(runs, run, Basis.Chosen(selected), isLesser: curve.Count > 0),
                runs.Count == 1 ? 1 : run,
                [new ChartPoint(selected.Agents, accuracy.Value, accuracy.Low, accuracy.High, title)],
                IsDiamond: true);
        }

        string Title(string metric, CurvePoint point, Estimate share) => IsShown(report.Curve, point)
            ? RunNames.Hover(
                runs, run,
                $"{metric}@{point.K}: {Numerals.Percent(share.Value)}\n95 %: {Numerals.Percent(share.Low)} to "
                    + $"{Numerals.Percent(share.High)}\n{Numerals.Count(point.Problems)} problems")
            : "";
    }

    /// <summary>The curves of selectors that were asked for, the run's own among them.</summary>
    private static IEnumerable<ChartMark> Fused(IReadOnlyList<ReportModel> runs, int run)
    {
        var report = runs[run].Report;
        var curves = report.SelectorCurves.Take(MostReplayed).ToList();
        for (var i = 0; i < curves.Count; i++)
        {
            var curve = curves[i];
            var isOwn = curve.Method == report.Selected?.Method;
            yield return new ChartMark.Line(
                RunNames.Legend(
                    runs, run, $"{curve.Method}@k{(isOwn && report.Selected?.DecidedAsItWent == true ? ", decided anew" : "")}",
                    isLesser: true),
                runs.Count > 1 ? run : isOwn ? 1 : FirstReplayedColour + i,
                [.. curve.Points.Select(p => new ChartPoint(
                    p.Agents, p.Accuracy.Value, p.Accuracy.Low, p.Accuracy.High,
                    RunNames.Hover(
                        runs, run,
                        $"{curve.Method}@{p.Agents}: {Numerals.Percent(p.Accuracy)}\n{Numerals.Short(p.Tokens)} tokens, "
                            + $"{Numerals.Count(p.Problems)} problems")))],
                HasDots: true);
        }
    }

    /// <summary>
    /// What the other selectors would have chosen from the same candidates, where it differs from the vote. They stand beside each other, a
    /// little to the left of the agents they had, as their whiskers would hide each other.
    /// </summary>
    private static IEnumerable<ChartMark> Replayed(IReadOnlyList<ReportModel> runs, int run)
    {
        if (runs is not [var only])
            yield break;

        var agents = only.Report.Selected?.Agents ?? only.Report.SamplesPerProblem;
        var others = only.Selectors
            .Where(s => s.Changed > 0 && s.Method != only.Report.Selected?.Method)
            .Where(s => !only.Report.SelectorCurves.Any(c => c.Method == s.Method))
            .Take(MostReplayed).ToList();
        for (var i = 0; i < others.Count; i++)
        {
            var (other, accuracy) = (others[i], others[i].Accuracy);
            yield return new ChartMark.Dots(
                $"{other.Method}, replayed",
                FirstReplayedColour + i,
                [new ChartPoint(agents * Math.Pow(Dodge, i + 1), accuracy.Value, accuracy.Low, accuracy.High, $"{other.Method} over "
                    + $"{agents} agents, replayed\n{Numerals.Percent(accuracy)} of {Numerals.Count(other.Problems)} problems")]);
        }
    }

    /// <summary>Every k up to 64, then every 32nd part of a doubling: more is not seen.</summary>
    private static List<CurvePoint> Drawn(IReadOnlyList<CurvePoint> curve) =>
        [.. curve.Where(p => p.K <= 64 || IsShown(curve, p) || (int)(32 * Math.Log2(p.K)) != (int)(32 * Math.Log2(p.K - 1)))];

    private static ChartPoint Point(CurvePoint point, Estimate share, string title) =>
        new(point.K, share.Value, share.Low, share.High, title);

    private static int PassColour(IReadOnlyList<ReportModel> runs, int run) => runs.Count == 1 ? 2 : run;

    private static string Summary(IReadOnlyList<ReportModel> runs)
    {
        if (runs is not [var only])
            return "The vote (maj@k, solid) and coverage (pass@k, dashed) of each run, exact over all draws of k of the recorded "
                + "samples, with 95 % intervals over problems. Diamonds: what the run itself chose, as it went; selectors' "
                + "curves are decided anew with all that a run has shown.";
        if (only.Report.Curve is not { Count: > 0 } curve)
        {
            return only.Report.CurtailedProblems > 0
                ? $"No curve: a stop rule left samples undrawn at {Numerals.Count(only.Report.CurtailedProblems)} problems. A run with "
                    + "--stop all has one."
                : only.Report.Tokens is { Cut: > 0 and var cut }
                ? $"No curve: {Numerals.Count(cut)} attempts were cut as they grew unsure. A run without --cut has one."
                : only.Report is { Graded: > 0, UngradedProblems: > 0 }
                ? $"No curve: at {Numerals.Count(only.Report.UngradedProblems)} problems there are samples without a mark. A report with "
                    + "--regrade marks them where that can be done."
                : only.IsTree ? "No curve: the leaves of a tree are no independent samples, so that nothing can be said of k of them."
                : only.Report is { Graded: 0, Passed.Count: > 0 }
                ? "No curve, ungraded: it is recorded how many samples of a problem passed, not which."
                : only.Report is { Graded: 0, UngradedProblems: > 0 } ? "No curve, ungraded: no answer has a mark, right or wrong."
                : "No curve: no problem has a sample and a gold answer or a mark.";
        }

        if (curve is [var single])
            return $"One agent is right on {Numerals.Percent(single.Majority)}. More samples of each problem make a curve.";

        return $"One agent is right on {Numerals.Percent(curve[0].Majority.Value)}, the vote of {curve[^1].K} on "
            + $"{Numerals.Percent(curve[^1].Majority.Value)}; on {Numerals.Percent(curve[^1].Pass.Value)} at least one of them is. "
            + "Exact over all draws of k of the recorded samples; bands are 95 % intervals over problems."
            + (only.Report.Selected is { DecidedAnew: not null } selected
                ? $" {char.ToUpperInvariant(selected.Method[0])}{selected.Method[1..]}@k is decided anew with all that the run has shown; "
                    + "the diamond is what it chose as it went."
                : "");
    }
}
