using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeavySim.Cli.Tests.Reports;

public sealed partial class ReportFilesTests
{
    [Fact]
    public async Task Report_EveryFormAtOnce_HoldsTheFiguresOfTheJson()
    {
        using var folder = new ScratchFolder();
        await RecordAsync(folder, "checked");

        var result = await Invocation.InAsync(
            folder, "report", "checked", "--html", "page.html", "--csv", "curve.csv", "--markdown", "report.md",
            "--svg", $"tokens={folder.File("tokens.svg")}", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var curve = result.Json.GetProperty("curve").EnumerateArray().ToList();
        Assert.Equal(6, curve.Count);
        var rows = (await ReadAsync(folder, "curve.csv")).TrimEnd('\n').Split('\n');
        Assert.Equal(curve.Count + 1, rows.Length);
        for (var k = 1; k <= curve.Count; k++)
        {
            var cells = rows[k].Split(',');
            Assert.Equal(["checked", "true", $"{k}", "30"], cells[..4]);
            Assert.Equal(ValueOf(curve[k - 1], "majority"), double.Parse(cells[4], CultureInfo.InvariantCulture));
            Assert.Equal(ValueOf(curve[k - 1], "pass"), double.Parse(cells[7], CultureInfo.InvariantCulture));
        }

        var markdown = await ReadAsync(folder, "report.md");
        var page = await ReadAsync(folder, "page.html");
        foreach (var rule in result.Json.GetProperty("stopRules").EnumerateArray())
        {
            var name = rule.GetProperty("rule").GetString()!;
            string[] figures =
            [
                (100 * ValueOf(rule, "accuracy")).ToString("0.0", CultureInfo.InvariantCulture),
                ValueOf(rule, "samples").ToString("0.0", CultureInfo.InvariantCulture) + " of 6",
            ];
            var inMarkdown = markdown.Split('\n').Single(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
            var inPage = Row().Matches(page).Select(static m => m.Value).Single(row => row.Contains($">{name}<", StringComparison.Ordinal));
            Assert.All(figures, figure => Assert.Contains(figure, inMarkdown, StringComparison.Ordinal));
            Assert.All(figures, figure => Assert.Contains(figure, inPage, StringComparison.Ordinal));
        }

        Assert.Equal("svg", XDocument.Parse(await ReadAsync(folder, "tokens.svg")).Root!.Name.LocalName);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.unfinished"));
    }

    [Fact]
    public async Task Html_OfTwoRuns_NeedsNothingFromElsewhere()
    {
        using var folder = new ScratchFolder();
        await RecordAsync(folder, "one");
        var import = await Invocation.InAsync(folder, "import", Panel.File(folder, name: "a <b> & c"));
        Assert.True(import.ExitCode == 0, import.Error);

        var result = await Invocation.InAsync(folder, "report", "one", "a <b> & c", "--html", "page.html");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(result.Output);
        var page = await ReadAsync(folder, "page.html");
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Elsewhere(), page);
        Assert.DoesNotContain("a <b>", page, StringComparison.Ordinal);
        Assert.Contains("a &lt;b&gt; &amp; c", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curve")]
    [InlineData("tokens")]
    [InlineData("latency")]
    [InlineData("calibration")]
    [InlineData("difficulty")]
    public async Task Svg_ToStdout_IsOneDrawingAndNothingElse(string chart)
    {
        using var folder = new ScratchFolder();
        await RecordAsync(folder, "checked");

        var result = await Invocation.InAsync(folder, "report", "--svg", chart);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("svg", XDocument.Parse(result.Output).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData(2, "--svg", "pie")]
    [InlineData(2, "--csv", "-", "--markdown", "-")]
    [InlineData(2, "--csv", "-", "--json")]
    [InlineData(1, "--html", "nowhere/page.html")]
    public async Task Report_FormThatCannotBe_SaysSoAndWritesNothing(int exitCode, params string[] forms)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));
        var before = Directory.GetFileSystemEntries(folder.Path).Order().ToList();

        var result = await Invocation.InAsync(folder, ["report", .. forms]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Equal(
            forms.Contains("--json") ? exitCode : (int?)null,
            result.Output is "" ? (int?)null : result.Json.GetProperty("exitCode").GetInt32());
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path).Order());
    }

    private static async Task RecordAsync(ScratchFolder folder, string name)
    {
        var run = await Invocation.InAsync(
            folder, "run", Sums.File(folder, 30), "-n", "6", "--endpoint", "sim:hle-like", "--check", "verdict", "--select", "best",
            "--stop", "all", "--name", name);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static Task<string> ReadAsync(ScratchFolder folder, string file) => File.ReadAllTextAsync(
        folder.File(file), TestContext.Current.CancellationToken);

    private static double ValueOf(JsonElement row, string name) => row.GetProperty(name).GetProperty("value").GetDouble();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();

    // What would be loaded: sources, style sheets, imports. Namespaces of SVG are names and no addresses.
    [GeneratedRegex(
        """<link|<iframe|<img|src\s*=|@import|url\(\s*['"]?(https?:)?//""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Elsewhere();
}
