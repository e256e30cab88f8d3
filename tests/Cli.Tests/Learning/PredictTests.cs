using System.Text.Json;

namespace HeavySim.Cli.Tests.Learning;

public sealed class PredictTests
{
    [Fact]
    public async Task Predict_FromASmallSimulatedRun_CoversTheLargeOne()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 100);
        await Invocation.InAsync(folder, "run", problems, "-n", "16", "--mode", "vote", "--name", "large");

        var few = await Invocation.InAsync(folder, "predict", "large", "--samples", "6", "--agents", "16", "--detect", ".02", "--json");
        var large = await Invocation.InAsync(folder, "report", "large", "--json");

        Assert.True(few.ExitCode == 0, few.Error);
        var point = few.Json.GetProperty("points").EnumerateArray().Last();
        var recorded = large.Json.GetProperty("curve")[15];
        Assert.Equal(16, point.GetProperty("k").GetInt32());
        Assert.Equal(
            recorded.GetProperty("majority").GetProperty("value").GetDouble(),
            point.GetProperty("majority").GetProperty("value").GetDouble(), .06);
        Assert.Equal(
            recorded.GetProperty("pass").GetProperty("value").GetDouble(),
            point.GetProperty("pass").GetProperty("value").GetDouble(), .06);
        var spent = large.Json.GetProperty("usage").GetProperty("outputTokens").GetDouble() / 100;
        Assert.Equal(1, point.GetProperty("outputTokens").GetProperty("value").GetDouble() / spent, .15);
        Assert.True(point.GetProperty("medianSeconds").GetProperty("value").GetDouble() > 0);
        Assert.True(few.Json.GetProperty("detect").GetProperty("problemsNeeded").GetInt32() > 100);
        var coverage = few.Json.GetProperty("limits").GetProperty("coverage");
        var exponent = coverage.GetProperty("b").GetProperty("value").GetDouble();
        Assert.InRange(exponent, -2, -.2);
        var text = await Invocation.InAsync(folder, "predict", "large", "--samples", "6", "--agents", "16");
        Assert.Contains(
            exponent.ToString("k^0.000;k^-0.000", System.Globalization.CultureInfo.InvariantCulture), text.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_SelectorFromFewAgents_CoversItsCurveOverMore()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 100), "-n", "16", "--name", "large");

        var few = await Invocation.InAsync(
            folder, "predict", "large", "--samples", "8", "--agents", "16", "--select", "fusion", "--json");
        var large = await Invocation.InAsync(folder, "report", "large", "--json");

        Assert.True(few.ExitCode == 0, few.Error);
        var selection = few.Json.GetProperty("selection");
        Assert.Equal(
            ("fusion", 8, true),
            (selection.GetProperty("method").GetString(), selection.GetProperty("agents").GetInt32(),
                selection.GetProperty("isChecked").GetBoolean()));
        Assert.True(selection.GetProperty("findingTokens").GetDouble() > 0);
        var points = selection.GetProperty("points").EnumerateArray().ToList();
        Assert.Equal([true, true, true, true, false], points.Select(static p => p.GetProperty("isRecorded").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, points[2].GetProperty("sameChecks").ValueKind);
        Assert.Equal(
            points[3].GetProperty("accuracy").GetRawText(), points[3].GetProperty("sameChecks").GetRawText());
        var recorded = large.Json.GetProperty("selectorCurves")[0].GetProperty("points").EnumerateArray().Last();
        Assert.InRange(
            recorded.GetProperty("accuracy").GetProperty("value").GetDouble(),
            points[4].GetProperty("accuracy").GetProperty("low").GetDouble(),
            points[4].GetProperty("accuracy").GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task Predict_SelectorThatReadsNoChecks_HasOneCourse()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var vote = await Invocation.InAsync(folder, "predict", "panel", "--agents", "8", "--json");
        var named = await Invocation.InAsync(folder, "predict", "panel", "--agents", "8", "--select", "vote", "--json");
        var other = await Invocation.InAsync(folder, "predict", "panel", "--agents", "8", "--select", "confidence", "--json");
        var text = await Invocation.InAsync(folder, "predict", "panel", "--agents", "8", "--select", "confidence");

        Assert.True(other.ExitCode == 0, other.Error);
        Assert.Equal(vote.Output, named.Output);
        Assert.Equal(JsonValueKind.Null, vote.Json.GetProperty("selection").ValueKind);
        var selection = other.Json.GetProperty("selection");
        Assert.False(selection.GetProperty("isChecked").GetBoolean());
        Assert.All(
            selection.GetProperty("points").EnumerateArray(),
            static p => Assert.Equal(JsonValueKind.Null, p.GetProperty("sameChecks").ValueKind));
        // The vote is predicted beside it, to the same figures.
        Assert.Equal(vote.Json.GetProperty("points").GetRawText(), other.Json.GetProperty("points").GetRawText());
        Assert.Contains("confidence@k %", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("checks", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_SelectorOfThreeAgents_IsRefused()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "predict", "panel", "--samples", "3", "--select", "confidence");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("at least 4", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coin")]
    [InlineData("synthesis")]
    [InlineData("best,fusion")]
    public async Task Predict_SelectorThatCannotBe_IsBadUsage(string selector)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "predict", "panel", "--select", selector);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--agents", "0")]
    [InlineData("--samples", "0")]
    [InlineData("--detect", "2")]
    [InlineData("--correlation", "-1")]
    public async Task Predict_ValueOutOfRange_IsBadUsage(string option, string value)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "predict", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("lm-eval")]
    [InlineData("inspect")]
    public async Task Export_ThenImport_GivesTheSameCurve(string format)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));
        var file = folder.File("samples_out." + (format == "inspect" ? "json" : "jsonl"));

        var export = await Invocation.InAsync(folder, "export", "panel", "--format", format, "--out", file, "--json");
        await Invocation.InAsync(folder, "import", file, "--name", "again", "--store", "again.db");

        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Equal(300, export.Json.GetProperty("attempts").GetInt32());
        Assert.Equal(await CurveAsync(folder, "panel", "heavysim.db"), await CurveAsync(folder, "again", "again.db"));
    }

    [Fact]
    public async Task Export_UnknownFormat_IsBadUsage()
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "export", "panel", "--format", "xml", "--out", "x");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("lm-eval", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> CurveAsync(ScratchFolder folder, string run, string store)
    {
        var report = await Invocation.InAsync(folder, "report", run, "--store", store, "--json");
        Assert.True(report.ExitCode == 0, report.Error);
        return JsonSerializer.Serialize(report.Json.GetProperty("curve"));
    }
}
