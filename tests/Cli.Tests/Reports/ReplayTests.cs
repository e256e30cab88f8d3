namespace HeavySim.Cli.Tests.Reports;

public sealed class ReplayTests
{
    [Fact]
    public async Task Report_SelectAll_JudgesEverySelectorOnTheSameCandidates()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(
            folder, "run", Sums.File(folder, 60), "-n", "8", "--check", "verdict", "--select", "fusion", "--name", "checked");

        var result = await Invocation.InAsync(folder, "report", "checked", "--select", "all", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var rows = result.Json.GetProperty("selectors").EnumerateArray().ToDictionary(r => r.GetProperty("method").GetString()!);
        Assert.Equal(["best", "confidence", "fusion", "listwise", "pairwise", "pointwise", "vote"], rows.Keys.Order());
        var pass = result.Json.GetProperty("curve")[7].GetProperty("pass").GetProperty("value").GetDouble();
        foreach (var row in rows.Values)
        {
            Assert.Equal(60, row.GetProperty("problems").GetInt32());
            Assert.Equal(
                pass, row.GetProperty("accuracy").GetProperty("value").GetDouble() + row.GetProperty("selectionLoss").GetDouble(),
                1e-9);
            Assert.InRange(row.GetProperty("brier").GetDouble(), 0, 1);
            Assert.InRange(row.GetProperty("ece").GetDouble(), 0, 1);
        }

        Assert.Equal(0, rows["vote"].GetProperty("extraTokens").GetDouble());
        Assert.True(rows["fusion"].GetProperty("extraTokens").GetDouble() > 0);
        Assert.True(
            rows["fusion"].GetProperty("accuracy").GetProperty("value").GetDouble()
            >= rows["vote"].GetProperty("accuracy").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Report_StopRules_SaveSamplesAndLeadLosesNothing()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "report", "panel", "--stop", "all,lead,beta:.8", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var rows = result.Json.GetProperty("stopRules").EnumerateArray().ToDictionary(r => r.GetProperty("rule").GetString()!);
        Assert.Equal(5, rows["all"].GetProperty("samples").GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal(
            rows["all"].GetProperty("accuracy").GetProperty("value").GetDouble(),
            rows["lead"].GetProperty("accuracy").GetProperty("value").GetDouble(), 1e-9);
        Assert.InRange(rows["lead"].GetProperty("samples").GetProperty("value").GetDouble(), 3, 4.99);
        Assert.InRange(rows["beta:.8"].GetProperty("samples").GetProperty("value").GetDouble(), 1, 4.99);
        Assert.Equal(0, rows["lead"].GetProperty("change").GetProperty("value").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Report_ConfidencesNotOnRecord_SaysThatTheRuleHasNothingToGoBy()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "report", "panel", "--stop", "confidence:.9");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains(
            "no sample states a confidence: the stop rule confidence:.9 never stops\n", result.Output, StringComparison.Ordinal);
    }

    /// <summary>What is said of rows has their names, and is said of rows that are there.</summary>
    [Theory]
    [InlineData("--stop dial:.9", "no sample states a confidence: the stop rule dial:.9 is beta:.9\n")]
    [InlineData(
        "--stop all-rules --select confidence",
        "no sample states a confidence: the selector confidence is the vote; the stop rule confidence:0.95 never stops; the stop rule "
        + "dial:0.95 is beta:0.95\n")]
    [InlineData("--stop lead,beta", null)]
    public async Task Report_ConfidencesNotOnRecord_NamesTheRowsThatGoByThem(string flags, string? said)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, ["report", "panel", .. flags.Split(' ')]);

        Assert.True(result.ExitCode == 0, result.Error);
        if (said is null)
            Assert.DoesNotContain("no sample states", result.Output, StringComparison.Ordinal);
        else
            Assert.EndsWith(said, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ConfidencesOnRecord_LetTheRuleStop()
    {
        using var folder = new ScratchFolder();
        folder.Write("heavysim.json", """{ "modes": { "sure": { "agents": 8, "asksConfidence": true, "stop": "all" } } }""");
        await Invocation.InAsync(folder, "run", Sums.File(folder, 30), "--mode", "sure", "--config", "heavysim.json", "--name", "sure");

        var result = await Invocation.InAsync(folder, "report", "sure", "--stop", "confidence:.6", "--json");
        var compared = await Invocation.InAsync(folder, "compare", "sure:stop=confidence:.6", "sure:confidence", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(result.Json.GetProperty("statedConfidences").GetInt64() > 0);
        var row = Assert.Single(result.Json.GetProperty("stopRules").EnumerateArray());
        Assert.InRange(row.GetProperty("samples").GetProperty("value").GetDouble(), 4, 7.9);
        Assert.True(compared.ExitCode == 0, compared.Error);
        Assert.Equal(
            row.GetProperty("outputTokens").GetDouble(),
            compared.Json.GetProperty("selected").GetProperty("firstTokens").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("--select", "coin")]
    [InlineData("--select", "synthesis")]
    [InlineData("--stop", "sometimes")]
    [InlineData("--stop", "confidence:2")]
    public async Task Report_WhatCannotBeReplayed_IsBadUsage(string option, string value)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "report", "panel", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Report_StopRulesOfACurtailedRun_AreRefused()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 30), "-n", "8", "--stop", "lead", "--waves", "one", "--name", "short");

        var result = await Invocation.InAsync(folder, "report", "short", "--stop", "all-rules");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--stop all", result.Error, StringComparison.Ordinal);
    }
}
