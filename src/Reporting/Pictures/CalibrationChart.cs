using HeavySim.Statistics.Calibration;

namespace HeavySim.Reporting;

/// <summary>Whether confidence is borne out.</summary>
internal static class CalibrationChart
{
    public const string Name = "calibration";

    public static Chart Of(IReadOnlyList<ReportModel> runs)
    {
        var marks = new List<ChartMark> { new ChartMark.Reference("perfect", [new ChartPoint(0, 0), new ChartPoint(1, 1)]) };
        for (var run = 0; run < runs.Count; run++)
        {
            foreach (var (what, curve, isStated) in Curves(runs[run]))
                marks.Add(Mark(runs, run, what, curve, isStated));
        }

        return new Chart
        {
            Name = Name,
            Title = "Calibration",
            Summary = Summary(runs, marks.Count > 1),
            X = Axis.OfAllShares("confidence"),
            Y = Axis.OfAllShares("answers right, with 95 % whiskers"),
            Marks = marks.Count > 1 ? marks : [],
            Table = RunNames.Table(
                runs, ["of", "confidence", "mean", "right [95 %]", "answers"],
                run => Curves(runs[run]).SelectMany(static c => Rows(c.What, c.Curve))),
        };
    }

    private static IEnumerable<(string What, CalibrationCurve Curve, bool IsStated)> Curves(ReportModel run)
    {
        if (run.Chosen is { } chosen)
            yield return (run.Report.Selected is { } selected ? Basis.Chosen(selected) : "agreement of the vote", chosen, false);
        if (run.Stated is { } stated)
            yield return ("agents' own", stated, true);
    }

    private static ChartMark Mark(IReadOnlyList<ReportModel> runs, int run, string what, CalibrationCurve curve, bool isStated)
    {
        var points = curve.Bins.Select(b => new ChartPoint(
            b.Confidence,
            b.Accuracy.Value,
            b.Accuracy.Low,
            b.Accuracy.High,
            RunNames.Hover(runs, run, $"{what}\n{Numerals.Count(b.Count)} answers of confidence "
                + $"{Numerals.Percent(b.Confidence)}\n{Numerals.Percent(b.Accuracy.Value, b.Accuracy.Low, b.Accuracy.High)} right")));
        return new ChartMark.Dots(
            RunNames.Legend(runs, run, what, isStated && runs[run].Chosen is not null),
            runs.Count == 1 && isStated ? 2 : run, [.. points], IsDiamond: isStated);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string what, CalibrationCurve curve)
    {
        foreach (var bin in curve.Bins)
        {
            yield return
            [
                what,
                $"{100 * bin.From:0} to {100 * bin.To:0} %",
                Numerals.Percent(bin.Confidence),
                Numerals.Percent(bin.Accuracy.Value, bin.Accuracy.Low, bin.Accuracy.High),
                Numerals.Count(bin.Count),
            ];
        }
    }

    private static string Summary(IReadOnlyList<ReportModel> runs, bool isKnown)
    {
        if (!isKnown)
            return "Not known: there is no graded answer with a confidence.";

        var scores = runs.SelectMany(run => Curves(run).Select(c =>
            $"{(runs.Count == 1 ? "" : RunNames.Of(run) + ", ")}{c.What}: Brier {c.Curve.Brier:0.000}, ECE "
                + $"{Numerals.Percent(c.Curve.ExpectedError)}, {Numerals.Count(c.Curve.Count)} answers"));
        var text = string.Join("; ", scores) + ". Above the line: right more often than claimed.";
        return runs.Count == 1 ? char.ToUpperInvariant(text[0]) + text[1..]
            : runs.Any(static r => r.Stated is not null) ? text + " Discs: the answer chosen; diamonds: agents' own."
            : text;
    }
}
