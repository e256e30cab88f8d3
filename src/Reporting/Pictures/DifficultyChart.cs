namespace HeavySim.Reporting;

/// <summary>How many problems are hard: by the share of their samples that is right.</summary>
internal static class DifficultyChart
{
    public const string Name = "difficulty";

    private static readonly string[] Bins = ["none", "≤10", "≤20", "≤30", "≤40", "≤50", "≤60", "≤70", "≤80", "≤90", "<100", "all"];

    public static Chart Of(IReadOnlyList<ReportModel> runs)
    {
        var shares = runs.Count > 1;
        var marks = runs.Select(Mark).Where(static m => m.Points.Any(static p => p.Y > 0)).ToList<ChartMark>();
        var heights = marks.SelectMany(static m => m.Points).Select(static p => p.Y);
        return new Chart
        {
            Name = Name,
            Title = "Difficulty",
            Summary = Summary(runs, marks.Count > 0),
            X = Axis.OfNames("share of a problem's samples that is right, %", Bins),
            // Several runs may have different numbers of problems: shares compare, counts do not.
            Y = shares ? Axis.OfShares("share of problems", [0, .. heights]) : Axis.OfCounts("problems", heights),
            Marks = marks,
            Table = RunNames.Table(
                runs, ["samples right", "problems", "share"], run => runs[run].Difficulty.Sum() == 0
                    ? [] : Bins.Select((_, i) => Row(runs[run].Difficulty, i))),
        };

        static IReadOnlyList<string> Row(IReadOnlyList<int> problems, int bin) =>
            [NameOf(bin), Numerals.Count(problems[bin]), Numerals.Percent((double)problems[bin] / Math.Max(1, problems.Sum()))];

        ChartMark.Bars Mark(ReportModel model, int run)
        {
            double all = Math.Max(1, model.Difficulty.Sum());
            return new ChartMark.Bars(shares ? RunNames.Of(model) : null, run, [.. model.Difficulty.Select(Point)]);

            ChartPoint Point(int count, int bin)
            {
                var said = $"{NameOf(bin)} of the samples right\n{Numerals.Count(count)} problems, {Numerals.Percent(count / all)}";
                return new ChartPoint(bin, shares ? count / all : count, Title: RunNames.Hover(runs, run, said));
            }
        }
    }

    private static string NameOf(int bin) => bin switch
    {
        0 => "none",
        11 => "all",
        10 => "over 90 %, not all",
        1 => "up to 10 %, not none",
        _ => $"{10 * (bin - 1)} to {10 * bin} %",
    };

    private static string Summary(IReadOnlyList<ReportModel> runs, bool isKnown)
    {
        if (!isKnown)
            return "Not known: no problem has a sample, and marks on all of its answers.";
        if (runs is not [var only])
            return "Problems that some samples get right and others wrong are the ones an ensemble can win.";

        var all = only.Difficulty.Sum();
        return $"No sample solves {Numerals.Count(only.Difficulty[0])} of {Numerals.Count(all)} problems, every sample solves "
            + $"{Numerals.Count(only.Difficulty[^1])}; the {Numerals.Count(all - only.Difficulty[0] - only.Difficulty[^1])} between are "
            + "what more agents can win or lose.";
    }
}
