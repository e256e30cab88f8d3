namespace HeavySim.Reporting;

/// <summary>Figures in rows: what stands beside a chart, and in the Markdown report.</summary>
/// <param name="Headers">The names of the columns; the first column holds the names of the rows.</param>
/// <param name="Rows">The cells, as many per row as there are headers.</param>
public sealed record FigureTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
