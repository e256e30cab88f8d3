namespace HeavySim.Reporting;

/// <summary>Accuracy against tokens, and what no other way beats.</summary>
internal static class TokensChart
{
    public const string Name = "tokens";

    public static Chart Of(IReadOnlyList<ReportModel> runs)
    {
        var ways = Enumerable.Range(0, runs.Count).SelectMany(run => Ways(runs[run], run)).ToList();
        var front = Front(ways);
        var marks = new List<ChartMark>();
        if (front.Count > 1)
            marks.Add(new ChartMark.Reference("Pareto front", Stairs(front)));
        for (var run = 0; run < runs.Count; run++)
            marks.AddRange(Marks(runs, run, ways));

        return new Chart
        {
            Name = Name,
            Title = "Accuracy against tokens",
            Summary = Summary(runs, front, ways.Count) + OutputOnly(runs, ways),
            X = Axis.OfMagnitudes(
                "tokens per problem, prompt and output (log scale)", ways.Select(static w => w.Tokens), static v => Numerals.Short(v)),
            Y = Axis.OfShares("problems right", ways.Select(static w => w.Accuracy)),
            // One way has nothing to be compared with.
            Marks = ways.Count < 2 ? [] : marks,
            Table = RunNames.Table(runs, ["way", "tokens per problem", "problems right", "on the front"], run => ways
                .Where(w => w.Run == run)
                .OrderBy(static w => w.Tokens)
                .Select(w => (IReadOnlyList<string>)
                    [w.Name, Numerals.Short(w.Tokens), Numerals.Percent(w.Accuracy), front.Contains(w) ? "yes" : "no"])),
        };
    }

    private static IEnumerable<Way> Ways(ReportModel model, int run)
    {
        foreach (var point in CurveChart.Shown(model.Report.Curve))
        {
            if (model.TokensOf(point.K) is { } tokens)
                yield return new Way(run, WayKind.Vote, $"vote of {point.K}", tokens, point.Majority.Value);
        }

        foreach (var (curve, point) in model.Report.SelectorCurves.SelectMany(static c => c.Points.Select(p => (c, p))))
        {
            if (point.Tokens is > 0 and var tokens)
                yield return new Way(run, WayKind.Fused, $"{curve.Method} over {point.Agents}", tokens, point.Accuracy.Value);
        }

        foreach (var rule in model.StopRules)
        {
            if (rule.Tokens is > 0 and var tokens && rule.Accuracy is { } accuracy && rule.Saved > 0)
                yield return new Way(run, WayKind.Stop, $"vote of {rule.Budget}, stop {rule.Rule}", tokens, accuracy.Value);
        }

        if (model.Report.Selected is { Accuracy: { Value: var chosen } } selected && model.TokensPerSolution is { } spent)
            yield return new Way(run, WayKind.Chosen, $"{selected.Method} over {selected.Agents}, as run", spent, chosen);
    }

    private static IEnumerable<ChartMark> Marks(IReadOnlyList<ReportModel> runs, int run, List<Way> ways)
    {
        var points = ways.Where(w => w.Run == run).ToLookup(static w => w.Kind, w => new ChartPoint(
            w.Tokens, w.Accuracy, Title: RunNames.Hover(runs, run, $"{w.Name}\n{Numerals.Percent(w.Accuracy)} "
                + $"right\n{Numerals.Short(w.Tokens)} tokens per problem")));
        if (points[WayKind.Vote].Any())
            yield return new ChartMark.Line(RunNames.Legend(runs, run, "vote of k"), run, [.. points[WayKind.Vote]], HasDots: true);
        if (points[WayKind.Fused].Any())
            yield return new ChartMark.Dots(
                RunNames.Legend(runs, run, "selectors over k", isLesser: true), runs.Count == 1 ? 4 : run, [.. points[WayKind.Fused]]);
        if (points[WayKind.Stop].Any())
            yield return new ChartMark.Dots(
                RunNames.Legend(runs, run, "stop rules", isLesser: points[WayKind.Vote].Any()),
                runs.Count == 1 ? 3 : run, [.. points[WayKind.Stop]]);
        if (points[WayKind.Chosen].Any())
            yield return new ChartMark.Dots(
                RunNames.Legend(runs, run, "as run", isLesser: points[WayKind.Vote].Any()),
                runs.Count == 1 ? 1 : run, [.. points[WayKind.Chosen]], IsDiamond: true);
    }

    /// <summary>The ways that no other beats in both tokens and accuracy, ascending.</summary>
    private static List<Way> Front(IEnumerable<Way> ways)
    {
        var front = new List<Way>();
        foreach (var way in ways.OrderBy(static w => w.Tokens).ThenByDescending(static w => w.Accuracy))
        {
            if (front.Count == 0 || way.Accuracy > front[^1].Accuracy)
                front.Add(way);
        }

        return front;
    }

    private static List<ChartPoint> Stairs(List<Way> front)
    {
        var stairs = new List<ChartPoint>();
        foreach (var way in front)
        {
            if (stairs.Count > 0)
                stairs.Add(new ChartPoint(way.Tokens, stairs[^1].Y));
            stairs.Add(new ChartPoint(way.Tokens, way.Accuracy));
        }

        return stairs;
    }

    private static string Summary(IReadOnlyList<ReportModel> runs, List<Way> front, int ways)
    {
        if (front.Count == 0)
            return runs.All(static r => r.Report.Samples == 0) ? "There are no samples."
                : runs.Any(static r => r.TokensPerSample is not null)
                ? "Not known: no problem has a gold answer or a mark."
                : "Not known: the samples were recorded without token counts.";

        var best = front[^1];
        if (ways == 1)
            return $"There is one way only, {Named(best)}: {Numerals.Percent(best.Accuracy)} at {Numerals.Short(best.Tokens)} tokens per "
                + "problem.";
        var lesser = runs.Count == 1 ? "" : " Discs on lines: the vote of k; single discs: stop rules; diamonds: as run.";
        var near = front.First(w => w.Accuracy >= best.Accuracy - .01);
        return near == best
            ? $"The most accurate way is {Named(best)}: {Numerals.Percent(best.Accuracy)} at {Numerals.Short(best.Tokens)} tokens per "
                + $"problem. What lies on the front is beaten by nothing cheaper.{lesser}"
            : $"The most accurate way is {Named(best)}: {Numerals.Percent(best.Accuracy)} at {Numerals.Short(best.Tokens)} tokens per "
                + $"problem; within a point of it, {Named(near)} takes {Numerals.Short(near.Tokens)}.{lesser}";

        string Named(Way way) => runs.Count == 1 ? way.Name : $"{RunNames.Of(runs[way.Run])}, {way.Name}";
    }

    /// <summary>Prompts that were not counted make a run look cheap beside others.</summary>
    private static string OutputOnly(IReadOnlyList<ReportModel> runs, List<Way> ways)
    {
        List<string> bare =
        [
            .. runs.Where((r, i) => r.Report.Usage.InputTokens is null && ways.Exists(w => w.Run == i)).Select(RunNames.Of),
        ];
        return bare.Count == 0 ? ""
            : runs.Count == 1 ? " Only the output was counted: the prompts are not in it."
            : $" Of {string.Join(" and ", bare)} only the output was counted.";
    }

    private enum WayKind
    {
        Vote,
        Fused,
        Stop,
        Chosen,
    }

    private sealed record Way(int Run, WayKind Kind, string Name, double Tokens, double Accuracy);
}
