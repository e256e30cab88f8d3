using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace HeavySim.Reporting;

/// <summary>
/// Writes runs as one HTML page that needs nothing else: figures and charts as text and SVG, the problems as a list whose details are
/// unpacked from the page when they are opened. A content security policy lets no script run but the page's own.
/// </summary>
internal sealed class ReportPage
{
    private readonly TextWriter _writer;
    private readonly IReadOnlyList<ReportedRun> _runs;
    private readonly IReadOnlyList<ReportModel> _models;
    private readonly List<Chart> _missing = [];

    private ReportPage(TextWriter writer, IReadOnlyList<ReportedRun> runs)
    {
        _writer = writer;
        _runs = runs;
        _models = [.. runs.Select(static r => r.Model)];
    }

    /// <summary>Writes the page; problems are read from the store one by one.</summary>
    /// <param name="writer">Where to; of UTF-8.</param>
    /// <param name="runs">At least one run.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public static void Write(TextWriter writer, IReadOnlyList<ReportedRun> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
            throw new ArgumentException("A report is of at least one run.", nameof(runs));

        var page = new ReportPage(writer, runs);
        page.WriteHead();
        page.WriteSections();
        ProblemList.Write(writer, runs, cancellationToken);
        page.WriteFoot();
    }

    private string Title => _runs.Count == 1 ? RunNames.Of(_models[0]) : $"{_runs.Count} runs compared";

    private void WriteHead()
    {
        var script = Resource("report.js");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        _writer.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="HeavySim">
            <title>{Markup.Escaped(Title)}</title>
            <style>
            {Resource("report.css")}</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">HeavySim report</p>
            <h1><bdi>{Markup.Escaped(_runs.Count == 1 ? Numerals.Shortened(_models[0].Run.Name, 80) : Title)}</bdi></h1>

            """);
        foreach (var model in _models)
            WriteWhat(model);
        if (_runs.Count > 1)
        {
            _writer.Write(PageTables.Of(RunTables.Glance(_models), "The runs at a glance"));
            WriteBasis();
        }

        _writer.Write("</header>\n<main>\n");
    }

    private void WriteWhat(ReportModel model)
    {
        var facts = new List<string>
        {
            $"{Remainder.Problems(model.Report)} of "
                + $"<bdi>{Markup.Escaped(Numerals.Shortened(model.Run.ProblemSet, 60))}</bdi>",
            model.Report.SamplesPerProblem == 0
                ? "no samples"
                : $"up to {Numerals.Counted(model.Report.SamplesPerProblem, "sample")} each",
            $"seed {model.Report.Seed.ToString(CultureInfo.InvariantCulture)}",
        };
        if (model.Run.Created is { } created)
        {
            var date = created.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
            facts.Add($"begun <time datetime=\"{created:yyyy-MM-ddTHH:mm:ssK}\">{date}</time>");
        }

        var name = _runs.Count == 1 ? "" : $"<b><bdi>{Markup.Escaped(Numerals.Shortened(model.Run.Name, 60))}</bdi></b> ";
        var badge = model.Report.Simulated ? "<span class=\"badge\">simulated</span> " : "";
        _writer.Write($"<p class=\"facts\">{name}{badge}{string.Join(" · ", facts)}</p>\n");
        if (Remainder.Of(model.Report) is { } unfinished)
            _writer.Write($"<p class=\"facts unfinished\">{Markup.Escaped(unfinished)}</p>\n");
        if (_runs.Count == 1)
        {
            _writer.Write(Tiles.Of(model));
            WriteBasis();
        }

        var options = string.Concat(model.Run.Settings.Options.OrderBy(static o => o.Key, StringComparer.Ordinal).Select(static o =>
            $"<div><dt>{Markup.Escaped(o.Key)}</dt><dd><bdi>{Markup.Escaped(Numerals.Shortened(o.Value, 300))}</bdi></dd></div>"));
        if (options.Length > 0)
        {
            var whose = _runs.Count == 1 ? "" : $" of {Markup.Escaped(RunNames.Of(model))}";
            _writer.Write($"<details class=\"settings\"><summary>Settings{whose}</summary><dl>{options}</dl></details>\n");
        }
    }

    private void WriteBasis()
    {
        foreach (var sentence in Basis.Of(_models))
            _writer.Write($"<p class=\"note\">{Markup.Escaped(sentence)}</p>\n");
    }

    private void WriteSections()
    {
        var isBesideOthers = false;
        foreach (var section in ReportSections.All)
        {
            if (section.IsHalf != isBesideOthers)
                _writer.Write(section.IsHalf ? "<div class=\"halves\">\n" : "</div>\n");
            isBesideOthers = section.IsHalf;
            if (section.Chart is { } draw)
                WriteChart(section, draw(_models));
            else if (section.Table is { } tabulate)
                WriteTable(section, tabulate(_models));
        }

        if (isBesideOthers)
            _writer.Write("</div>\n");
        WriteMissing();
    }

    private void WriteChart(ReportSection section, Chart chart)
    {
        // The curve is looked for, and says why it is missing; of the others a line below is enough.
        if (chart.Marks.Count > 0 || section.IsLookedFor)
            WriteFigure(chart, !section.IsHalf);
        else
            _missing.Add(chart);
    }

    private void WriteFigure(Chart chart, bool isWide)
    {
        _writer.Write(
            $"<section id=\"{chart.Name}\"><h2>{Markup.Escaped(chart.Title)}</h2>\n<p "
                + $"class=\"note\">{Markup.Escaped(chart.Summary)}</p>\n");
        if (chart.Marks.Count > 0)
        {
            var roomy = SvgChart.Draw(chart, isWide ? ChartSize.Wide : ChartSize.Half, "roomy");
            _writer.Write($"<figure>{roomy}\n{SvgChart.Draw(chart, ChartSize.Narrow, "tight")}</figure>\n");
            _writer.Write(
                $"<details class=\"data\"><summary>Figures</summary>{PageTables.Of(chart.Table, $"{chart.Title}: figures")}</details>\n");
        }

        _writer.Write("</section>\n");
    }

    private void WriteTable(ReportSection section, FigureTable table)
    {
        if (table.Rows.Count == 0)
            return;

        var note = section.Note is { } say ? $"<p class=\"note\">{Markup.Escaped(say(_models))}</p>\n" : "";
        _writer.Write($"<section id=\"{section.Name}\"><h2>{section.Title}</h2>\n{note}{PageTables.Of(table, section.Title)}</section>\n");
    }

    private void WriteMissing()
    {
        if (_missing.Count == 0)
            return;

        _writer.Write("<section><h2>Not drawn</h2>\n");
        foreach (var chart in _missing)
            _writer.Write($"<p class=\"note\" id=\"{chart.Name}\">{Markup.Escaped($"{chart.Title}. {chart.Summary}")}</p>\n");
        _writer.Write("</section>\n");
    }

    private void WriteFoot() => _writer.Write(
        $"</main>\n<footer><p>Shares carry 95 % intervals over problems. pass@k and maj@k are exact over all draws of k of the recorded "
            + $"samples.</p></footer>\n<div id=\"tip\" role=\"status\" "
            + $"hidden></div>\n<script>{Resource("report.js")}</script>\n</body>\n</html>\n");

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
