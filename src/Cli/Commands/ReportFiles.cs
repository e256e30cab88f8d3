using System.Text;
using HeavySim.Experiments.Comparing;
using HeavySim.Orchestrator;
using HeavySim.Reporting;

namespace HeavySim.Cli.Commands;

/// <summary>The forms of <c>heavysim report</c> that are files: a page, a table, a chart.</summary>
internal sealed class ReportFiles
{
    private const string Stdout = "-";

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Writes one self-contained page with charts and every problem. Files are replaced where they exist.",
        HelpName = "file",
    };
    private readonly Option<string?> _csv = new("--csv") { Description = "Writes the curve as CSV; - is stdout.", HelpName = "file" };
    private readonly Option<string?> _markdown = new("--markdown")
    {
        Description = "Writes every table as Markdown; - is stdout.",
        HelpName = "file",
    };
    private readonly Option<string?> _svg = new("--svg")
    {
        Description = "Writes one chart as SVG to stdout, or to a file with chart=file. Charts: "
            + $"{string.Join(", ", ReportSections.Charts)}.",
        HelpName = "chart",
    };

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_html);
        command.Add(_csv);
        command.Add(_markdown);
        command.Add(_svg);
    }

    /// <summary>True when any file was asked for.</summary>
    public bool IsWanted(ParseResult parsed) => Wanted(parsed).Count > 0;

    /// <summary>Writes what was asked for; files appear whole or not at all.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="replayed">Which selectors and stop rules to judge.</param>
    /// <param name="isStdoutFree">False when something else goes to stdout.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="HeavySim.Core.HeavySimException">A file cannot be written, or there is no such chart.</exception>
    public async Task WriteAsync(
        ParseResult parsed, IReadOnlyList<RunReader> runs, ReplaySettings replayed, bool isStdoutFree, CancellationToken cancellationToken)
    {
        var wanted = Wanted(parsed);
        if (wanted.Count(static w => w.Path == Stdout) > (isStdoutFree ? 1 : 0))
            throw new UsageException("Only one of --csv, --markdown, --svg and --json can go to stdout: name a file for the others.");

        var models = new List<ReportedRun>();
        foreach (var run in runs)
            models.Add(new ReportedRun(await ReportModelBuilder.BuildAsync(run, Replayed(replayed), cancellationToken), run));
        foreach (var (path, write) in wanted)
            await SaveAsync(path, parsed.InvocationConfiguration.Output, writer => write(writer, models, cancellationToken));
    }

    /// <summary>What was asked for by name; without names, everything that costs no call.</summary>
    private static ReportReplays Replayed(ReplaySettings replayed) => new()
    {
        Selectors = replayed.Selectors ?? SelectorTable.Names(SelectorTable.All),
        Curves = replayed.Selectors ?? [],
        Golds = replayed.Golds,
        StopRules = replayed.StopRules ?? StopRuleCatalog.Usual,
        Answers = Ensemble.Answers,
    };

    private List<(string Path, Action<TextWriter, IReadOnlyList<ReportedRun>, CancellationToken> Write)> Wanted(ParseResult parsed)
    {
        var wanted = new List<(string, Action<TextWriter, IReadOnlyList<ReportedRun>, CancellationToken>)>();
        if (parsed.GetValue(_html) is { } html)
            wanted.Add((html, ReportPage.Write));
        if (parsed.GetValue(_csv) is { } csv)
            wanted.Add((csv, static (writer, runs, _) => CurveCsv.Write(writer, Models(runs))));
        if (parsed.GetValue(_markdown) is { } markdown)
            wanted.Add((markdown, static (writer, runs, _) => MarkdownReport.Write(writer, Models(runs))));
        if (parsed.GetValue(_svg) is { } svg)
        {
            var (chart, path) = svg.Split('=', 2) is [var name, var file] ? (name, file) : (svg, Stdout);
            if (!ReportSections.Charts.Contains(chart, StringComparer.Ordinal))
                throw new UsageException($"There is no chart '{chart}'. Charts: {string.Join(", ", ReportSections.Charts)}.");
            wanted.Add((path, (writer, runs, _) => writer.Write(Drawn(chart, runs))));
        }

        return wanted;
    }

    private static string Drawn(string chart, IReadOnlyList<ReportedRun> runs) =>
        SvgChart.DrawAlone(ReportSections.ChartOf(chart, Models(runs)), ChartSize.Wide);

    private static IReadOnlyList<ReportModel> Models(IReadOnlyList<ReportedRun> runs) => [.. runs.Select(static r => r.Model)];

    private static async Task SaveAsync(string path, TextWriter output, Action<TextWriter> write)
    {
        if (path == Stdout)
        {
            write(output);
            return;
        }

        await WholeFile.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            write(writer);
        });
    }
}
