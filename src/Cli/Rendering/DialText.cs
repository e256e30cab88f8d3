using HeavySim.Experiments.Reports;

namespace HeavySim.Cli.Rendering;

/// <summary>How many agents the problems of a run got, for people.</summary>
internal static class DialText
{
    public static void Write(IAnsiConsole console, ReportedDial dial)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("agents asked", "problems", "share %", "right %");
        foreach (var column in table.Columns)
            column.RightAligned().NoWrap();
        foreach (var level in dial.Levels)
        {
            table.AddRow(
                level.Agents.ToString(CultureInfo.InvariantCulture), Figures.Count(level.Problems), Figures.Percent(level.Share),
                Figures.Percent(level.Accuracy));
        }

        console.Write(table);
        console.Profile.Out.Writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{dial.MeanAgents:0.00} of {dial.FixedAgents} agents asked on average; {Figures.Percent(dial.TokenShare)} % of the tokens "
            + $"that all {dial.FixedAgents} would have generated (estimated from the attempts made)"));
    }
}
