namespace HeavySim.Reporting;

/// <summary>The tables of a report in Markdown, for an issue or a notebook.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes a heading, what the figures rest on, then every table that has rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="runs">The runs.</param>
    public static void Write(TextWriter writer, IReadOnlyList<ReportModel> runs)
    {
        writer.Write($"# {Cell(string.Join(" and ", runs.Select(RunNames.Of)))}\n");
        foreach (var sentence in Basis.Of(runs))
            writer.Write($"\n{Cell(sentence)}\n");
        if (runs.Count > 1)
            Section("At a glance", RunTables.Glance(runs));
        foreach (var section in ReportSections.All)
        {
            if (section.Chart?.Invoke(runs) is { } chart)
                Section(chart.Title, chart.Table, chart.Summary);
            else if (section.Table is { } tabulate)
                Section(section.Title, tabulate(runs));
        }

        void Section(string title, FigureTable table, string? summary = null)
        {
            if (table.Rows.Count == 0)
                return;

            writer.Write($"\n## {title}\n\n");
            if (summary is not null)
                writer.Write($"{Cell(summary)}\n\n");
            Row(table.Headers);
            writer.Write($"{string.Concat(table.Headers.Select((_, i) => i < table.NameColumns ? "|---" : "|--:"))}|\n");
            foreach (var row in table.Rows)
                Row(row);
        }

        void Row(IReadOnlyList<string> cells) => writer.Write($"| {string.Join(" | ", cells.Select(Cell))} |\n");
    }

    /// <summary>Text that stays in its cell and is no markup: names of runs and categories are anybody's.</summary>
    private static string Cell(string text) => Markup.Visible(text)
        .ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);
}
