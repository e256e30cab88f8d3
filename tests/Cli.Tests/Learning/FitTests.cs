namespace HeavySim.Cli.Tests.Learning;

public sealed class FitTests
{
    [Fact]
    public async Task Fit_PanelWithOneAbleMember_BeatsTheVoteAndCanBeSelected()
    {
        using var folder = new ScratchFolder();
        var panel = Panel.File(folder, problems: 120);
        await Invocation.InAsync(folder, "import", panel);

        var fit = await Invocation.InAsync(folder, "fit", "panel", "--out", "fusion.json", "--json");
        var run = await Invocation.InAsync(
            folder, "run", panel, "-n", "5", "-e", "replay:" + panel, "--select", "learned:" + folder.File("fusion.json"), "--name",
            "fused", "--json");

        Assert.True(fit.ExitCode == 0, fit.Error);
        Assert.Equal(5, fit.Json.GetProperty("members").GetArrayLength());
        var vote = fit.Json.GetProperty("vote");
        var fusion = fit.Json.GetProperty("fusion");
        Assert.InRange(vote.GetProperty("value").GetDouble(), .35, .55);
        Assert.True(fusion.GetProperty("value").GetDouble() > .85);
        Assert.True(fusion.GetProperty("low").GetDouble() > vote.GetProperty("high").GetDouble());
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(run.Json.GetProperty("selected").GetProperty("accuracy").GetProperty("value").GetDouble() > .85);
    }

    [Fact]
    public async Task Fit_ChosenMembers_OnlyTheyAreLearned()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var weak = await Invocation.InAsync(folder, "fit", "--out", "weak.json", "--members", "1,2,4", "--json");
        var best = await Invocation.InAsync(folder, "fit", "--out", "best.json", "--members", "top1", "--json");
        var none = await Invocation.InAsync(folder, "fit", "--out", "none.json", "--members", "7");

        Assert.Equal(
            ["weak-a (recorded)", "weak-b (recorded)", "weak-d (recorded)"],
            weak.Json.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString()));
        Assert.Equal("able (recorded)", Assert.Single(best.Json.GetProperty("members").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("no member 7", none.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("none.json")));
    }

    [Fact]
    public async Task Fit_ProfileOfASimulatedRun_SimulatesItsCurveAgain()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 200);
        await Invocation.InAsync(folder, "run", problems, "-n", "16", "--name", "first");

        var fit = await Invocation.InAsync(folder, "fit", "first", "--profile", "world.json", "--json");
        var again = await Invocation.InAsync(
            folder, "run", problems, "-n", "16", "-e", "sim:" + folder.File("world.json"), "--name", "second", "--seed", "9",
            "--json");

        Assert.True(fit.ExitCode == 0, fit.Error);
        Assert.True(again.ExitCode == 0, again.Error);
        var recorded = fit.Json.GetProperty("profile").GetProperty("claims").EnumerateArray()
            .Single(c => c.GetProperty("metric").GetString() == "pass@16").GetProperty("recorded").GetDouble();
        Assert.Equal(recorded, again.Json.GetProperty("curve")[15].GetProperty("pass").GetProperty("value").GetDouble(), .08);
        Assert.Empty(
            fit.Json.GetProperty("profile").GetProperty("defaults").EnumerateArray().Select(d => d.GetString()).Where(d => d != "prices"));
    }

    [Fact]
    public async Task Fit_NothingToKeep_IsBadUsage()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "fit", "panel");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--out", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
