namespace HeavySim.Cli.Rendering;

/// <summary>A table of figures: to the right, on one line each, and never read as markup.</summary>
internal static class ConsoleTables
{
    public static Table Of(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var column in table.Columns)
            column.RightAligned().NoWrap();
        return table;
    }

    public static void AddCells(this Table table, params string[] cells) => table.AddRow([.. cells.Select(static c => new Text(c))]);
}
