namespace HeavySim.Reporting;

/// <summary>A part of a report: a chart with the figures behind it, or a table alone.</summary>
/// <param name="Name">Its name in links and on the command line: "curve", "cost", ...</param>
/// <param name="Chart">Draws the chart of the runs; null for a table alone.</param>
internal sealed record ReportSection(string Name, Func<IReadOnlyList<ReportModel>, Chart>? Chart = null)
{
    /// <summary>The heading of a table; a chart has its own.</summary>
    public string Title { get; init; } = "";

    /// <summary>The table of the runs.</summary>
    public Func<IReadOnlyList<ReportModel>, FigureTable>? Table { get; init; }

    /// <summary>What to know about the table.</summary>
    public Func<IReadOnlyList<ReportModel>, string>? Note { get; init; }

    /// <summary>True when it takes half the width of a page, beside the next such section.</summary>
    public bool IsHalf { get; init; }

    /// <summary>True when a page has it even with nothing to draw, and says why.</summary>
    public bool IsLookedFor { get; init; }
}
