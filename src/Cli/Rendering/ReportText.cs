using HeavySim.Experiments.Reports;
using HeavySim.Reporting;

namespace HeavySim.Cli.Rendering;

/// <summary>A run for people: the curve at 1, 2, 4, 8, ... agents, what the ensemble chose, what it cost.</summary>
internal static class ReportText
{
    public static void Write(IAnsiConsole console, RunReport report, bool showsRules)
    {
        var writer = console.Profile.Out.Writer;
        var simulated = report.Simulated ? " (simulated)" : "";
        writer.WriteLine(
            $"{Terminal.Line(report.Run, 100)}{simulated}: {Remainder.Problems(report)}, {Figures.Counted(report.Samples, "sample")}, "
            + $"seed {report.Seed}");
        if (report.Curve.Count > 0)
            console.Write(Curve(report));
        else if (report.CurtailedProblems > 0)
            writer.WriteLine(
                $"no curve: a stop rule left samples undrawn at {Figures.Counted(report.CurtailedProblems, "problem")}; run with --stop "
                + "all to draw it");
        else if (report.Tokens is { Cut: > 0 })
            writer.WriteLine(
                "no curve: unsure attempts were cut, and what they would have said is not known; run without --cut to draw it");
        else if (report.Samples > 0 && report.ProblemsWithoutGold == report.Problems)
            writer.WriteLine("no curve: no problem has a gold, and no answer a mark");
        else if (report is { Graded: 0, Passed.Count: > 0 })
            writer.WriteLine("no vote, ungraded: it is recorded how many samples of a problem passed, not which");
        else if (report is { Graded: 0, Ungraded: > 0 })
            writer.WriteLine("no curve, ungraded: no answer has a mark, right or wrong");
        else if (report.UngradedProblems > 0)
            writer.WriteLine(
                $"no curve: {Figures.Counted(report.UngradedProblems, "problem")} with samples that have no mark; 'heavysim report "
                + $"{report.Run} --regrade' marks them where that can be done");
        else if (report.Samples > 0)
            writer.WriteLine("no curve: the leaves of a tree are no independent samples");

        if (report.Passed.Count > 0)
            console.Write(Passed(report));
        if (report.Rounds is { } rounds)
            RoundText.Write(console, rounds);
        if (report.Selected is { Accuracy: { } accuracy } selected)
            writer.WriteLine(
                $"{selected.Method} over {(report.Rounds is null ? Figures.Counted(selected.Agents, "agent") : "the last round")}: "
                + $"{Figures.Percent(accuracy.Value)} % right "
                + $"[{Figures.Interval(accuracy)}] of {Figures.Counted(selected.Problems, "problem")}"
                + (selected.DecidedAsItWent ? ", decided as the run went" : "")
                + (selected.DecidedAnew is { } anew
                    ? $"; {Figures.Percent(anew.Value)} % [{Figures.Interval(anew)}] decided anew with all it has shown"
                    : ""));
        if (Basis.Golds(report) is { } golds)
            writer.WriteLine(golds);
        if (report.Grids is { } grids)
            writer.WriteLine(
                $"the {grids.Attempts} most voted grids: {Figures.Percent(grids.Score.Value)} % of test grids right, a task at a time "
                + $"[{Figures.Interval(grids.Score)}] of {Figures.Counted(grids.Tasks, "task")} with "
                + Figures.Counted(grids.Grids, "test grid"));
        if (report.ProblemsWithTolerance > 0)
            writer.WriteLine(
                $"{Figures.Counted(report.ProblemsWithTolerance, "problem")} marked with a tolerance of "
                + (report.ProblemsWithTolerance == 1 ? "its own" : "their own"));
        if (report.Tests.Count > 0)
            writer.WriteLine("tests: " + string.Join(", ", report.Tests.Select(static t => $"{Figures.Count(t.Programs)} {t.Name}")));
        if (report.Tokens is { } tokens)
            TokenText.Write(console, tokens);
        if (report.Dial is { } dial)
            DialText.Write(console, dial);
        foreach (var tools in report.Tools)
            writer.WriteLine(
                $"agent {tools.Agent} ({Terminal.Line(tools.Model, 30)}) {ToolsOf(tools)}: {Figures.Counted(tools.Attempts, "attempt")}, "
                + $"{Figures.Counted(tools.Calls, "call")}, {Figures.Count(tools.Failed)} failed");
        writer.WriteLine(Outcomes(report));
        foreach (var failure in report.Failures)
            writer.WriteLine("  " + Failure(failure));
        if (Remainder.Of(report) is { } unfinished)
            writer.WriteLine(unfinished);
        writer.WriteLine(Spent(report) + simulated);
        if (report.CheckShare is { } share)
            writer.WriteLine($"checks took {Figures.Percent(share)} % of the output tokens"
                + (report.Checks?.Warning is { } silent ? $"; {silent}" : ""));
        if (report.Endpoint is { } endpoint && (endpoint.PeakQueue > 0 || endpoint.Refused > 0))
            writer.WriteLine(Load(endpoint));
        if (report.Selectors is { } selectors)
            ReplayText.Write(console, selectors);
        if (report.Selectors is not null && report.SelectorCurves.Count > 0)
            ReplayText.Write(console, report.SelectorCurves);
        if (showsRules && report.StopRules is { } rules)
            ReplayText.Write(console, rules);
        if (report.StatedConfidences == 0 && ReplayText.Unstated(report.Selectors, showsRules ? report.StopRules : null) is { } unstated)
            writer.WriteLine(unstated);
    }

    private static string ToolsOf(ToolUse tools) => tools.Access switch
    {
        "none" => "had no tools, its endpoint takes none",
        "text" => $"had {string.Join(", ", tools.Offered.Select(static t => Terminal.Line(t, 40)))} by text",
        _ => $"had {string.Join(", ", tools.Offered.Select(static t => Terminal.Line(t, 40)))}",
    };

    private static Table Curve(RunReport report)
    {
        // The plain vote's exact curve comes first; how the run's own selector fuses the same agents stands beside it.
        var own = report.SelectorCurves.FirstOrDefault(c => c.Method == report.Selected?.Method);
        string[] fused = own is null ? [] : [$"{Terminal.Line(own.Method, 20)}@k %", "95 %"];
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(["agents k", "maj@k %", "95 %", .. fused, "pass@k %", "95 %", "problems"]);
        foreach (var column in table.Columns)
            column.RightAligned().NoWrap();
        foreach (var point in report.Curve.Where(p => int.IsPow2(p.K) || p.K == report.Curve.Count))
        {
            var beside = own?.Points.FirstOrDefault(p => p.Agents == point.K)?.Accuracy;
            table.AddRow(
            [
                point.K.ToString(CultureInfo.InvariantCulture),
                Figures.Percent(point.Majority.Value),
                Figures.Interval(point.Majority),
                .. own is null ? (string[])[] : [Figures.Percent(beside?.Value), Figures.Interval(beside)],
                Figures.Percent(point.Pass.Value),
                Figures.Interval(point.Pass),
                Figures.Count(point.Problems),
            ]);
        }

        return table;
    }

    private static Table Passed(RunReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("samples k", "pass@k %", "95 %", "problems");
        foreach (var column in table.Columns)
            column.RightAligned().NoWrap();
        foreach (var point in report.Passed.Where(p => int.IsPow2(p.K) || p.K == report.Passed.Count))
        {
            table.AddRow(
                point.K.ToString(CultureInfo.InvariantCulture), Figures.Percent(point.Pass.Value), Figures.Interval(point.Pass),
                Figures.Count(point.Problems));
        }

        return table;
    }

    private static string Outcomes(RunReport report)
    {
        var parts = new List<string>
        {
            $"{Figures.Counted(report.Graded, "sample")} graded",
            $"{Figures.Count(report.Abstained)} abstained",
            $"{Figures.Count(report.Failed)} failed",
        };
        Add(report.Tokens?.Cut ?? 0, "cut");
        Add(report.Cancelled, "cancelled");
        Add(report.Ungraded, report.ProblemsWithoutGold == report.Problems ? "without a gold" : "without a mark");
        Add(
            report.Graded > 0 ? report.UngradedProblems : 0,
            $"{(report.UngradedProblems == 1 ? "problem" : "problems")} in no share, as not every answer has a mark");
        Add(report.Unanswered, report.Unanswered == 1 ? "problem without any answer" : "problems without any answer");
        return string.Join(", ", parts);

        void Add(long count, string what)
        {
            if (count > 0)
                parts.Add($"{Figures.Count(count)} {what}");
        }
    }

    /// <summary>One cause: how often, and an endpoint's own words.</summary>
    public static string Failure(ReportedFailure failure)
    {
        var counts = failure.MadeAgain == 0 ? Figures.Count(failure.Attempts)
            : failure.Attempts == 0 ? $"{Figures.Count(failure.MadeAgain)} made again"
            : $"{Figures.Count(failure.Attempts)} and {Figures.Count(failure.MadeAgain)} made again";
        return $"{failure.Cause}: {counts}" + (failure.Example is { Length: > 0 } said ? $" ({Terminal.Line(said, 120)})" : "");
    }

    private static string Load(EndpointStatistics endpoint) => string.Create(
        CultureInfo.InvariantCulture,
        $"endpoint: {endpoint.TokensPerSecond:0} tokens a second, {endpoint.MeanBusy:0.0} slots busy on average, "
        + $"{Figures.Percent(endpoint.QueueShare)} % of the time queued (at most {endpoint.PeakQueue} waiting), "
        + $"{Figures.Count(endpoint.Refused)} of {Figures.Count(endpoint.Requests)} requests refused (simulated)");

    private static string Spent(RunReport report)
    {
        var text = Figures.Usage(report.Usage, report.EstimatedThroughout);
        if (report.ElapsedSeconds is { } seconds)
        {
            var time = Figures.Duration(TimeSpan.FromSeconds(seconds));
            text = report.Resumed ? $"in all {text}; {time} this time" : $"{text}, {time}";
        }

        if (report.TimeToSolution is { } latency)
            text += $"; time to solution p50 {Figures.Duration(TimeSpan.FromSeconds(latency.P50))}, p95 "
                + $"{Figures.Duration(TimeSpan.FromSeconds(latency.P95))}, p99 {Figures.Duration(TimeSpan.FromSeconds(latency.P99))}";
        return text;
    }
}
