using Microsoft.Data.Sqlite;

namespace HeavySim.Cli.Tests.Reports;

/// <summary>The page and Markdown say when choices were made, and what checks took.</summary>
public sealed class ReportBasisTests
{
    [Fact]
    public async Task Html_OfAHeavyRun_SaysWhichFigureIsDecidedWhen()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 30), "-n", "4", "-e", "sim:hle-like", "--name", "heavy");

        var report = await Invocation.InAsync(folder, "report", "heavy", "--html", "page.html", "--markdown", "report.md", "--json");

        Assert.True(report.ExitCode == 0, report.Error);
        var (page, markdown) = (await ReadAsync(folder, "page.html"), await ReadAsync(folder, "report.md"));
        var selected = report.Json.GetProperty("selected");
        Assert.Contains(
            $"<li><span>chosen by fusion, as the run went</span><strong>{Percent(selected, "accuracy")}<", page, StringComparison.Ordinal);
        Assert.Contains(
            $"<li><span>fusion of 4, decided anew</span><strong>{Percent(selected, "decidedAnew")}<", page, StringComparison.Ordinal);
        Assert.Contains(">chosen by fusion, as the run went<", page, StringComparison.Ordinal);
        Assert.Contains(">fusion@k, decided anew<", page, StringComparison.Ordinal);
        var share = Shown(report.Json.GetProperty("checkShare").GetDouble());
        Assert.Contains(
            $"<li><span>spent on checks</span><strong>{share}</strong><small>of the output tokens<", page, StringComparison.Ordinal);
        Assert.Contains($"| checks, of the tokens out | {share} |", markdown, StringComparison.Ordinal);
        Assert.All((string[])[page, markdown], static text => Assert.Contains(
            "As the run went, fusion decided each problem with what had been seen by then; ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_ChecksThatToldNothing_SaysHowManyAndThatItIsMuch()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(
            folder, "run", Sums.File(folder, 12), "-n", "4", "-e", "sim:hle-like", "--name", "heavy", "--store", "s.db");
        var before = await Invocation.InAsync(folder, "report", "heavy", "--store", "s.db");
        Assert.DoesNotContain("told nothing", before.Output, StringComparison.Ordinal);

        using (var connection = new SqliteConnection($"Data Source={folder.File("s.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "UPDATE findings SET finding = CASE method WHEN 'verdict' THEN json_set(finding, '$.verdict.judgement', 'Abstained') "
                    + "ELSE json_remove(finding, '$.comparison.preferredKey') END";
            command.ExecuteNonQuery();
        }

        var text = await Invocation.InAsync(folder, "report", "heavy", "--store", "s.db", "--html", "page.html", "--json");
        var checks = text.Json.GetProperty("checks");
        var calls = checks.GetProperty("calls").GetInt64();
        Assert.InRange(calls, 1, 1000);
        Assert.Equal(calls, checks.GetProperty("silent").GetInt64());
        var warning = $"{calls} of {calls} told nothing: failed, unreadable or without a preference";
        Assert.Contains(
            $" % of the output tokens; {warning}", (await Invocation.InAsync(folder, "report", "heavy", "--store", "s.db")).Output,
            StringComparison.Ordinal);
        Assert.Contains(warning, await ReadAsync(folder, "page.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_OfAPlainVote_SaysNothingOfDecidingAnewNorOfChecks()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 10), "-n", "3", "--mode", "vote", "--name", "votes");

        var report = await Invocation.InAsync(folder, "report", "votes", "--html", "page.html", "--json");

        var page = await ReadAsync(folder, "page.html");
        Assert.False(report.Json.GetProperty("selected").GetProperty("decidedAsItWent").GetBoolean());
        Assert.Contains("<span>chosen by vote</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("spent on checks", page, StringComparison.Ordinal);
        Assert.DoesNotContain("As the run went, ", page, StringComparison.Ordinal);
    }

    private static string Percent(System.Text.Json.JsonElement selected, string name) =>
        Shown(selected.GetProperty(name).GetProperty("value").GetDouble());

    private static string Shown(double share) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static Task<string> ReadAsync(ScratchFolder folder, string name) =>
        File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);
}
