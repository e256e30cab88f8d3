using HeavySim.Experiments.Comparing;
using HeavySim.Statistics;

namespace HeavySim.Cli.Rendering;

/// <summary>A comparison for people: at equal k, at equal tokens, the choices, the categories, and the sentence last.</summary>
internal static class ComparisonText
{
    private const string Vote = "vote";

    public static void Write(IAnsiConsole console, RunComparison comparison)
    {
        var writer = console.Profile.Out.Writer;
        var (first, second) = (Terminal.Line(comparison.First, 40), Terminal.Line(comparison.Second, 40));
        var simulated = comparison.Simulated ? " (simulated)" : "";
        var unpaired = comparison.Unpaired > 0 ? $"; {Figures.Count(comparison.Unpaired)} without a partner are left out" : "";
        writer.WriteLine(
            $"A {first}, B {second}{simulated}: {Figures.Counted(comparison.Problems, "problem")} in both{unpaired}; differences are A "
            + "less B, in points");
        if (comparison.EqualK.Count > 0)
            console.Write(AtK(comparison.EqualK));
        else if (comparison.Curves is null)
            writer.WriteLine(
                "no curves: one run read twice, or samples that a stop rule or a tree has selected; only the choices can be compared");
        List<ComparedAtTokens> atTokens = [.. comparison.EqualTokens, .. comparison.ChoicesAtTokens];
        if (atTokens.Count > 0)
            console.Write(AtTokens(atTokens, "votes"));
        if (comparison.Curves is { } curves)
            Curves(console, curves);

        var chosen = comparison.Selected;
        writer.WriteLine(
            $"less choices: A by {chosen.FirstMethod} {Figures.Percent(chosen.First.Value)} % [{Figures.Interval(chosen.First)}], B by "
            + $"{chosen.SecondMethod} {Figures.Percent(chosen.Second.Value)} % "
            + $"[{Figures.Interval(chosen.Second.Low, chosen.Second.High)}]{Tokens(chosen)}");
        writer.WriteLine($"  difference {Difference(chosen.Difference)}; {Tests(chosen)}");
        if (comparison.Categories.Count > 0)
        {
            console.Write(Categories(comparison.Categories));
            writer.WriteLine(
                $"of {Figures.Count(comparison.Categories.Count)} categories one or the other leaves 0 out of its interval by chance "
                + "alone: p is Holm's, for looking at all of them");
        }

        writer.WriteLine(Terminal.Safe(comparison.Sentence));
    }

    private static Table AtK(IReadOnlyList<ComparedAtK> points)
    {
        var table = ConsoleTables.Of(
            "agents k", "A maj@k %", "B maj@k %", "difference", "p", "A pass@k %", "B pass@k %", "difference", "p", "problems");
        foreach (var point in points)
        {
            table.AddCells(
                Figures.Count(point.K),
                Figures.Percent(point.First.Value),
                Figures.Percent(point.Second.Value),
                Difference(point.Majority),
                Figures.PValue(point.Majority.PValue),
                Figures.Percent(point.FirstPass.Value),
                Figures.Percent(point.SecondPass.Value),
                Difference(point.Pass),
                Figures.PValue(point.Pass.PValue),
                Figures.Count(point.Majority.Problems));
        }

        return table;
    }

    /// <summary>Each by its own selector; what is no vote has the vote of as many samples beside it.</summary>
    private static void Curves(IAnsiConsole console, ComparedCurves curves)
    {
        var table = ConsoleTables.Of(
        [
            "agents k", .. Columns("A", curves.FirstMethod), .. Columns("B", curves.SecondMethod), "difference", "p", "problems",
        ]);
        foreach (var point in curves.AtK)
        {
            table.AddCells(
            [
                Figures.Count(point.K),
                .. Side(point.First, point.FirstVote, curves.FirstMethod),
                .. Side(point.Second, point.SecondVote, curves.SecondMethod),
                point.Difference is { } d ? Difference(d) : Figures.Unknown,
                point.Difference is { } tested ? Figures.PValue(tested.PValue) : Figures.Unknown,
                Figures.Count(point.Problems),
            ]);
        }

        console.Write(table);
        if (curves.AtTokens.Count > 0)
            console.Write(AtTokens(curves.AtTokens, "agents"));
        console.Profile.Out.Writer.WriteLine(
            $"A by {Terminal.Line(curves.FirstMethod, 20)}, B by {Terminal.Line(curves.SecondMethod, 20)}, each over k of its agents with "
            + "what these found of each other, a lower bound for few; ± is the standard error; tokens include the findings each reads");

        static string[] Columns(string side, string method) => method == Vote
            ? [$"{side} maj@k % ± SE"]
            : [$"{side} {Terminal.Line(method, 20)}@k % ± SE", $"{side} maj@k %"];

        static string[] Side(Estimate? own, Estimate? vote, string method) => method == Vote
            ? [WithError(own)]
            : [WithError(own), Figures.Percent(vote?.Value)];

        static string WithError(Estimate? figure) => figure is { } known
            ? $"{Figures.Percent(known.Value)} ± {Figures.Percent(known.StandardError)}" : Figures.Unknown;
    }

    private static Table AtTokens(IReadOnlyList<ComparedAtTokens> points, string unit)
    {
        var table = ConsoleTables.Of("output tokens per problem", "A buys", "B buys", "A right %", "B right %", "difference", "p");
        foreach (var point in points)
        {
            table.AddCells(
                Figures.Count((long)Math.Round(point.Tokens)),
                Bought(point.FirstK, unit),
                Bought(point.SecondK, unit),
                Figures.Percent(point.First.Value),
                Figures.Percent(point.Second.Value),
                Difference(point.Majority),
                Figures.PValue(point.Majority.PValue));
        }

        return table;
    }

    private static Table Categories(IReadOnlyList<ComparedCategory> categories)
    {
        var table = ConsoleTables.Of("category", "A right %", "B right %", "difference", "p", "problems");
        foreach (var row in categories)
        {
            table.AddCells(
                Terminal.Line(row.Category ?? "(none)", 40),
                Figures.Percent(row.First),
                Figures.Percent(row.Second),
                $"{Figures.Points(row.Difference)} [{Figures.Points(row.Low)} – {Figures.Points(row.High)}]",
                Figures.PValue(row.AdjustedPValue),
                Figures.Count(row.Problems));
        }

        return table;
    }

    private static string Difference(ReportedDifference d) =>
        $"{Figures.Points(d.Value)} [{Figures.Points(d.Low)} – {Figures.Points(d.High)}]";

    private static string Bought(double? k, string unit) =>
        k is { } many ? $"{many.ToString("0.0", CultureInfo.InvariantCulture)} {unit}" : "its choices";

    private static string Tokens(ComparedChoices chosen) => chosen is { FirstTokens: { } first, SecondTokens: { } second }
        ? $"; output tokens per problem A {Figures.Count((long)Math.Round(first))}, B {Figures.Count((long)Math.Round(second))}"
        : "";

    private static string Tests(ComparedChoices chosen) =>
        chosen is { ExactPValue: { } exact, OnlyFirst: { } onlyFirst, OnlySecond: { } onlySecond }
        ? $"only A right {Figures.Count(onlyFirst)}, only B right {Figures.Count(onlySecond)}; McNemar mid-p "
            + $"{Figures.PValue(chosen.Difference.PValue)}, exact p {Figures.PValue(exact)}, sign flip p "
            + $"{Figures.PValue(chosen.SignFlipPValue)}"
        : $"{chosen.Difference.Test} p {Figures.PValue(chosen.Difference.PValue)}";
}
