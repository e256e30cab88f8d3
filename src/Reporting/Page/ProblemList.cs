using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Reporting;

/// <summary>Writes every problem: first the lines with the filter, then, apart, the packed details that the lines open.</summary>
internal static class ProblemList
{
    private static readonly (string Key, string Name)[] Filters =
    [
        ("", "all"),
        ("right", "right"),
        ("wrong", "wrong"),
        ("tied", "tied"),
        ("split", "split vote"),
        ("saved", "cross-check saved it"),
        ("lost", "cross-check lost it"),
        ("unanswered", "unanswered"),
        ("ungraded", "ungraded"),
    ];

    public static void Write(TextWriter writer, IReadOnlyList<ReportedRun> runs, CancellationToken cancellationToken)
    {
        var counts = Filters.ToDictionary(static f => f.Key, static _ => 0, StringComparer.Ordinal);
        // The lines stand below the filter, whose counts are known only after them: they wait here, a few hundred characters per problem.
        using var lines = new StringWriter();
        using var packs = new StringWriter();
        var allowance = new TextAllowance(
            runs.SelectMany(static r => r.Model.TextLengths), runs.Sum(static r => r.Model.Report.Problems));
        for (var run = 0; run < runs.Count; run++)
        {
            foreach (var problem in Recorded(runs[run].Reader))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = ProblemResult.Of(problem);
                var block = $"b{run}-{problem.Ordinal}";
                lines.Write(ProblemRow.Of(problem, result, block, run));
                packs.Write(
                    $"<script type=\"text/plain\" "
                        + $"id=\"{block}\">{allowance.Pack(most => ProblemPack.Of(problem, result, most))}</script>\n");
                Count(counts, result);
            }
        }

        writer.Write(
            $"<section id=\"problems\"><h2>Problems</h2>\n<p class=\"note\">Each opens to its answers, findings and raw "
                + $"texts.{AsItWent(runs)} Texts longer than {Numerals.Count(allowance.CharactersPerText)} characters are cut, "
                + "and say so.</p>\n");
        writer.Write(Controls(runs, counts));
        writer.Write(
            "<noscript><p class=\"note\">Filter and details need JavaScript; the page has its own, and asks for nothing "
                + "elsewhere.</p></noscript>\n<ol class=\"problems\">\n");
        Copy(lines, writer);
        writer.Write("</ol></section>\n");
        Copy(packs, writer);
    }

    private static string AsItWent(IReadOnlyList<ReportedRun> runs) =>
        runs.Any(static r => r.Model.Report.Selected is { DecidedAsItWent: true })
            ? " The answer chosen is the run's own, as it went."
            : "";

    private static IEnumerable<RecordedProblem> Recorded(RunReader run) =>
        run.Problems().Where(static p => p.Attempts.Count > 0 || p.Solution is not null);

    private static void Copy(StringWriter from, TextWriter to)
    {
        foreach (var chunk in from.GetStringBuilder().GetChunks())
            to.Write(chunk.Span);
    }

    private static void Count(Dictionary<string, int> counts, ProblemResult result)
    {
        counts[""]++;
        counts[result.Mark switch
        {
            ResultMark.Right => "right",
            ResultMark.Wrong => "wrong",
            ResultMark.Tied => "tied",
            ResultMark.Unanswered => "unanswered",
            _ => "ungraded",
        }]++;
        counts["split"] += result.IsSplit ? 1 : 0;
        counts["saved"] += result.IsSaved ? 1 : 0;
        counts["lost"] += result.IsLost ? 1 : 0;
    }

    private static string Controls(IReadOnlyList<ReportedRun> runs, Dictionary<string, int> counts)
    {
        var buttons = string.Concat(Filters
            .Where(f => counts[f.Key] > 0 || f.Key is "")
            .Select(f => $"<button type=\"button\" data-f=\"{f.Key}\" aria-pressed=\"{(f.Key.Length == 0 ? "true" : "false")}\">{f.Name} "
                + $"<span>{Numerals.Count(counts[f.Key])}</span></button>"));
        var options = runs.Select(static (r, i) => $"<option value=\"{i}\">{Markup.Escaped(RunNames.Of(r.Model))}</option>");
        var choice = runs.Count == 1
            ? ""
            : $"<select id=\"run\" aria-label=\"Run\"><option value=\"\">all runs</option>{string.Concat(options)}</select>";
        return $"<div class=\"controls\"><div class=\"buttons\" role=\"group\" aria-label=\"Show problems\">{buttons}</div>{choice}"
            + "<input id=\"search\" type=\"search\" placeholder=\"Search questions and answers\" "
            + "aria-label=\"Search questions and answers\">"
            + "<output id=\"shown\" aria-live=\"polite\"></output></div>\n";
    }
}
