using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>The few figures of a run that are looked for first.</summary>
internal static class Tiles
{
    public static string Of(ReportModel model)
    {
        var report = model.Report;
        var tiles = new List<string>();
        if (report.Curve is [var one, ..])
            tiles.Add(Tile("one agent", one.Majority));
        if (report.Curve is [_, .., var last])
            tiles.Add(Tile($"vote of {last.K}", last.Majority));
        if (report.Selected is { Accuracy: { } accuracy } selected)
            tiles.Add(Tile(Basis.Chosen(selected), accuracy));
        if (report.Selected is { DecidedAnew: { } anew } learning)
            tiles.Add(Tile($"{learning.Method} of {learning.Agents}, decided anew", anew));
        if (report.Curve is [_, .., var all])
            tiles.Add(Tile($"any of {all.K} right", all.Pass));
        if (model.TokensPerSolution is { } tokens)
            tiles.Add(Tile("tokens per problem", Numerals.Short(tokens), Remainder.Estimated(report)));
        if (report.CheckShare is { } share)
            tiles.Add(Tile("spent on checks", Numerals.Percent(share), report.Checks?.Warning ?? "of the output tokens"));
        if (report.Usage.Cost is { } cost and > 0)
            tiles.Add(Tile("cost", Numerals.Dollars(cost), report.Simulated ? "simulated" : Remainder.Estimated(report)));
        if (report.TimeToSolution is { P50: > 0 } latency)
            tiles.Add(Tile("median time to solution", Numerals.Seconds(latency.P50), $"p95 {Numerals.Seconds(latency.P95)}"));
        return tiles.Count == 0 ? "" : $"<ul class=\"tiles\">{string.Concat(tiles)}</ul>\n";
    }

    private static string Tile(string name, Estimate share) =>
        Tile(name, Numerals.Percent(share.Value), $"{100 * share.Low:0.0} to {100 * share.High:0.0}");

    private static string Tile(string name, string value, string more) =>
        $"<li><span>{Markup.Escaped(name)}</span><strong>{Markup.Escaped(value)}</strong><small>{Markup.Escaped(more)}</small></li>";
}
