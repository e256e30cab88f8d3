using HeavySim.Experiments.Comparing;

namespace HeavySim.Cli.Rendering;

/// <summary>What selectors and stop rules make of a record, as tables.</summary>
internal static class ReplayText
{
    private const int MostWithTokens = 3;

    public static void Write(IAnsiConsole console, IReadOnlyList<ReportedSelector> selectors)
    {
        var table = ConsoleTables.Of(
            "selector", "right %", "95 %", "over vote", "95 %", "p", "chose otherwise", "Brier", "ECE", "ECE by golds",
            "selection loss", "extra tokens");
        foreach (var row in selectors)
        {
            table.AddRow(
                new Text(Terminal.Line(row.Method, 48)),
                new Text(Figures.Percent(row.Accuracy.Value)),
                new Text(Figures.Interval(row.Accuracy)),
                new Text(row.OverVote is { } over ? Figures.Points(over.Value) : ""),
                new Text(row.OverVote is { } range ? $"{Figures.Points(range.Low)} – {Figures.Points(range.High)}" : ""),
                new Text(row.OverVote is { } tested ? Figures.PValue(tested.PValue) : ""),
                new Text(Figures.Count(row.Changed)),
                new Text(Three(row.Brier)),
                new Text(Three(row.Ece) + (row.IsShare ? "*" : "")),
                new Text(Three(row.RecalibratedEce)),
                new Text(Figures.Percent(row.SelectionLoss)),
                new Text(Figures.Count(row.ExtraTokens is { } tokens ? (long)Math.Round(tokens) : null)));
        }

        console.Write(table);
        console.Profile.Out.Writer.WriteLine(
            $"selectors on the same candidates of {Figures.Counted(selectors[0].Problems, "problem")}; extra tokens per problem, of the "
            + "findings each reads; * what is claimed is a share of votes or verdicts and no probability; ECE by golds: "
            + "after Platt scaling by other problems' golds");
    }

    /// <summary>Accuracy against the number of agents, a column for each selector, and the tokens a problem takes.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<SelectorCurve> curves)
    {
        // Tokens stand beside the accuracy where there is room for them; JSON and the page have them always.
        var hasRoom = curves.Count <= MostWithTokens;
        var table = ConsoleTables.Of([
            "agents k",
            .. curves.SelectMany(c => (string[])[$"{Terminal.Line(c.Method, 20)} % ± SE", .. hasRoom ? (string[])["tokens"] : []]),
            "problems",
        ]);
        for (var i = 0; i < curves[0].Points.Count; i++)
        {
            table.AddRow([
                new Text(curves[0].Points[i].Agents.ToString(CultureInfo.InvariantCulture)),
                .. curves.SelectMany(c => Cells(c.Points[i], hasRoom)),
                new Text(Figures.Count(curves[0].Points[i].Problems)),
            ]);
        }

        console.Write(table);
        var drawn = curves[0].Points.Max(static p => p.Draws);
        console.Profile.Out.Writer.WriteLine(
            "selectors over k of the agents, with what these found of each other"
            + (hasRoom ? "; tokens per problem, in and out, attempts included" : "")
            + (drawn is null ? "" : $"; {drawn} choices of k agents drawn for each problem, all of 1 and of all agents"));
    }

    private static Text[] Cells(SelectorPoint point, bool hasTokens) =>
    [
        new($"{Figures.Percent(point.Accuracy.Value)} ± {Figures.Percent(point.Accuracy.StandardError)}"),
        .. hasTokens ? (Text[])[new(Figures.Count(point.Tokens is { } tokens ? (long)Math.Round(tokens) : null))] : [],
    ];

    public static void Write(IAnsiConsole console, IReadOnlyList<ReportedStopRule> rules)
    {
        var table = ConsoleTables.Of(
            "stop rule", "right %", "± SE", "95 %", "samples", "± SE", "saved %", "tokens out", "change", "95 %", "p", "other winner %");
        foreach (var row in rules)
        {
            table.AddRow(
                new Text(row.Rule),
                new Text(Figures.Percent(row.Accuracy?.Value)),
                new Text(Figures.Percent(row.Accuracy?.StandardError)),
                new Text(Figures.Interval(row.Accuracy)),
                new Text(Two(row.Samples.Value)),
                new Text(Two(row.Samples.StandardError)),
                new Text(Figures.Percent(row.Saved)),
                new Text(Figures.Count(row.OutputTokens is { } tokens ? (long)Math.Round(tokens) : null)),
                new Text(Figures.Points(row.Change?.Value)),
                new Text(row.Change is { } range ? $"{Figures.Points(range.Low)} – {Figures.Points(range.High)}" : Figures.Unknown),
                new Text(row.Change is { } tested ? Figures.PValue(tested.PValue) : Figures.Unknown),
                new Text(Figures.Percent(row.Changed)));
        }

        console.Write(table);
        var drawn = rules.Max(static r => r.SimulationError);
        var exactness = drawn == 0
            ? "all orders counted"
            : $"where orders were drawn, that adds at most {Figures.Percent(drawn)} to the standard error";
        console.Profile.Out.Writer.WriteLine(
            $"stop rules over the first {rules[0].Budget} samples of {Figures.Counted(rules[0].Problems, "problem")} in random order, "
            + $"against the vote over all of them; {exactness}");
    }

    /// <summary>What becomes, without stated confidences, of the rows that go by them; null where there is no such row.</summary>
    /// <param name="selectors">The rows of selectors, or null where none are shown.</param>
    /// <param name="rules">The rows of stop rules, likewise.</param>
    public static string? Unstated(IReadOnlyList<ReportedSelector>? selectors, IReadOnlyList<ReportedStopRule>? rules)
    {
        // By the names in the tables: a rule stands there with its parameter.
        string[] parts =
        [
            .. (selectors ?? []).Where(static s => s.Method == "confidence").Select(static s => $"the selector {s.Method} is the vote"),
            .. (rules ?? []).Select(static r => r.Rule.Split(':', 2) switch
            {
                ["confidence", ..] => $"the stop rule {r.Rule} never stops",
                ["dial", .. var parameter] => $"the stop rule {r.Rule} is {string.Join(':', ["beta", .. parameter])}",
                _ => "",
            }).Where(static part => part.Length > 0),
        ];
        return parts.Length == 0 ? null : $"no sample states a confidence: {string.Join("; ", parts)}";
    }

    private static string Two(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? Figures.Unknown;

    private static string Three(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? Figures.Unknown;
}
