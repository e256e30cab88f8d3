using HeavySim.Experiments.Sweeping;

namespace HeavySim.Cli.Rendering;

/// <summary>A sweep for people: one table, the fronts marked.</summary>
internal static class SweepText
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(
                "endpoint", "mode", "check", "stop", "select", "seed", "agents", "right %", "95 %", "tokens", "cost", "seconds",
                "best for its");
        foreach (var column in table.Columns.Skip(5).SkipLast(1))
            column.RightAligned().NoWrap();
        foreach (var row in report.Rows)
        {
            string[] cells =
            [
                Terminal.Line(row.Cell.Endpoint, 24),
                row.Cell.Rounds == "0" ? row.Cell.Mode : $"{row.Cell.Mode} {Terminal.Line(row.Cell.Rounds, 32)}",
                row.Cell.Check,
                row.Cell.Stop,
                Terminal.Line(row.Cell.Selector, 24),
                row.Cell.Seed.ToString(CultureInfo.InvariantCulture),
                Figures.Count(row.Cell.Agents),
                Figures.Percent(row.Accuracy.Value),
                Figures.Interval(row.Accuracy),
                Figures.Count(row.OutputTokens is { } tokens ? (long)Math.Round(tokens) : null),
                row.Cost is { } cost ? "$" + cost.ToString("0.0000", CultureInfo.InvariantCulture) : Figures.Unknown,
                row.Seconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? Figures.Unknown,
                string.Join(", ", row.Front),
            ];
            table.AddRow([.. cells.Select(static c => new Text(c))]);
        }

        console.Write(table);
        var simulated = report.Simulated ? " (simulated)" : "";
        console.Profile.Out.Writer.WriteLine(
            $"{Terminal.Line(report.Sweep, 60)}{simulated}: {Figures.Counted(report.Rows.Count, "combination")} of "
            + $"{Figures.Counted(report.Runs.Count, "run")}, {Figures.Counted(report.Rows.Min(static r => r.Problems), "problem")}; output "
            + "tokens, cost and seconds per problem");
        console.Profile.Out.Writer.WriteLine(
            "best for its tokens, cost or latency: no other combination was as accurate for less; differences inside the intervals may be "
            + "chance");
        List<SweepRow> curves = [.. report.Rows.Where(static r => r.Curve.Count > 0)];
        if (curves.Count > 0)
            Curves(console, curves);
    }

    /// <summary>Agents against checks: each selector over k of the agents of its own run.</summary>
    private static void Curves(IAnsiConsole console, List<SweepRow> rows)
    {
        List<int> sizes = [.. rows.SelectMany(static r => r.Curve.Select(static p => p.Agents)).Distinct().Order()];
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(["endpoint", "mode", "check", "select", "seed", "of agents", .. sizes.Select(static k => $"k = {k} %")]);
        foreach (var column in table.Columns.Skip(4))
            column.RightAligned().NoWrap();
        foreach (var row in rows)
        {
            string[] cells =
            [
                Terminal.Line(row.Cell.Endpoint, 24),
                row.Cell.Mode,
                row.Cell.Check,
                Terminal.Line(row.Cell.Selector, 24),
                row.Cell.Seed.ToString(CultureInfo.InvariantCulture),
                Figures.Count(row.Cell.Agents),
                .. sizes.Select(
                    k => row.Curve.FirstOrDefault(p => p.Agents == k) is { } point ? Figures.Percent(point.Accuracy.Value) : ""),
            ];
            table.AddRow([.. cells.Select(static c => new Text(c))]);
        }

        console.Write(table);
        console.Profile.Out.Writer.WriteLine(
            "selectors over k of a row's agents, with what these found of each other: for few of many agents a lower bound, as fewer check "
            + "each answer; intervals and tokens are in --json");
    }
}
