namespace HeavySim.Reporting.Tests;

public sealed class TableTests
{
    [Fact]
    public async Task Write_Csv_HasARowPerKAndQuotesNames()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "3").With("p-2", "What?", "7", "7", "7");
        using var writer = new StringWriter();

        CurveCsv.Write(writer, [(await run.ReadAsync("a, \"b\"")).Model]);

        var lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("run,simulated,k,problems,maj,", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"a, \"\"b\"\"\",true,1,2,0.75,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",600", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_MarkdownOfTwoRuns_BeginsWithBothAtAGlance()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "3").Chosen("7", .9);
        using var writer = new StringWriter();

        MarkdownReport.Write(writer, [(await run.ReadAsync("a")).Model, (await run.ReadAsync("b")).Model]);

        Assert.Contains("| a (simulated) | 1 of 1 | 4 | 50.0 % | 50.0 % ", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("| best: 100.0 % ", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_AnswersWithoutMarks_SaysNothingOfRightAndWrong()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "3").Chosen("7", .9).Unmarked();
        var replays = new ReportReplays { Answers = new HeavySim.Verifier.AnswerEngine(), Selectors = ["vote"] };
        var reported = await run.ReadAsync("a", replays);
        using var markdown = new StringWriter();
        using var page = new StringWriter();

        MarkdownReport.Write(markdown, [reported.Model]);
        ReportPage.Write(page, [reported], TestContext.Current.CancellationToken);

        Assert.DoesNotContain("0.0 %", markdown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("## Calibration", markdown.ToString(), StringComparison.Ordinal);
        Assert.Contains("ungraded: no answer has a mark", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("title=\"no mark\"", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("title=\"wrong\"", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_MarkdownWithoutCosts_LeavesThemOut()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "3");
        using var writer = new StringWriter();
        var model = (await run.ReadAsync("a")).Model;

        MarkdownReport.Write(
            writer, [model with { TokensPerSample = null, Report = model.Report with { Usage = new Usage { Calls = 2 } } }]);

        Assert.Contains("| calls | 2 |", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("tokens out", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Markdown_KeepsForeignTextInItsCell()
    {
        using var run = new RecordedRun().With("a|b<script>-1", "What?", "7", "7", "3").With("c-2", "What?", "7", "7", "7");
        using var writer = new StringWriter();

        MarkdownReport.Write(writer, [(await run.ReadAsync("pipes | and\nlines")).Model]);

        var text = writer.ToString();
        Assert.Contains("a\\|b&lt;script>", text, StringComparison.Ordinal);
        var tables = text.Split("\n\n").Where(static block => block.StartsWith('|'));
        Assert.All(tables, static table => Assert.Single(table.TrimEnd().Split('\n').Select(Cells).Distinct()));

        static int Cells(string row) => row.Replace("\\|", "", StringComparison.Ordinal).Count(static c => c == '|');
    }
}
