namespace HeavySim.Reporting;

/// <summary>Figures in rows: what stands beside a chart, and in the Markdown report.</summary>
/// <param name="Headers">The names of the columns.</param>
/// <param name="Rows">The cells, as many per row as there are headers.</param>
/// <param name="NameColumns">How many columns, from the first, hold names; the others hold figures. At least 1.</param>
internal sealed record FigureTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, int NameColumns = 1);
