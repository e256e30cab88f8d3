using System.Globalization;
using HeavySim.Experiments;
using Spectre.Console;

namespace HeavySim.Cli.Rendering;

/// <summary>What each stop rule would have made of a run, for people.</summary>
internal static class ShadowText
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ReportedShadow> shadow)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("stop rule", "samples", "of", "vote changed", "right %");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned().NoWrap();
        foreach (var rule in shadow)
        {
            table.AddRow(
                rule.Rule,
                rule.MeanSamples.ToString("0.00", CultureInfo.InvariantCulture),
                rule.MeanFull.ToString("0.##", CultureInfo.InvariantCulture),
                Figures.Count(rule.Changed),
                Figures.Percent(rule.Accuracy));
        }

        console.Profile.Out.Writer.WriteLine($"had a stop rule been asked, in this run's own order ({Figures.Count(shadow[0].Problems)} problems):");
        console.Write(table);
    }
}
