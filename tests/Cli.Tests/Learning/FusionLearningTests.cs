using System.Text.Json;
using HeavySim.Records.Store;

namespace HeavySim.Cli.Tests.Learning;

/// <summary>What recorded runs teach a solve, and golds a run.</summary>
public sealed class FusionLearningTests
{
    [Fact]
    public async Task Solve_AfterARunOfTheSameAgents_KnowsWhatItTaught()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 30), "-n", "4");

        var known = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4");
        var unknown = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4", "-e", "sim:easy-hard");

        Assert.Contains("Learned from 30 problems", known.Output, StringComparison.Ordinal);
        Assert.Contains("learned from the run sums-sim-n4-s1: 30 problems\n", known.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was learned yet", unknown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("learned from the run", unknown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sim:", "sim:default")]
    [InlineData("sim:default", "sim:")]
    public async Task Solve_EndpointWrittenOtherwise_LearnsFromTheRunAndNamesIt(string recorded, string asked)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 30), "-n", "4", "-e", recorded, "--name", "taught");

        var solved = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4", "-e", asked, "--json");

        var learned = solved.Json.GetProperty("learnedFrom");
        Assert.Equal(("taught", 30), (learned.GetProperty("run").GetString(), learned.GetProperty("problems").GetInt32()));
    }

    [Fact]
    public async Task Solve_WithoutARunToLearnFrom_NamesNone()
    {
        using var folder = new ScratchFolder();

        var solved = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4", "--json");

        Assert.Equal(JsonValueKind.Null, solved.Json.GetProperty("learnedFrom").ValueKind);
    }

    [Fact]
    public async Task Solve_AfterAnotherRunThatTeachesLess_KeepsToTheOneThatTaught()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 30);
        await Invocation.InAsync(folder, "run", problems, "-n", "4");
        await Invocation.InAsync(folder, "run", problems, "-n", "4", "--limit", "1", "--name", "one");
        await Invocation.InAsync(folder, "run", problems, "-n", "4", "--mode", "vote", "--name", "votes");

        var result = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4");

        Assert.Contains("Learned from 30 problems", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_WithAStoreThatIsNone_SaysSoAndSolves()
    {
        using var folder = new ScratchFolder();
        folder.Write("heavysim.db", "no store");

        var result = await Invocation.InAsync(folder, "solve", "What is 2 + 3?", "--gold", "5", "-n", "4");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Nothing is learned from recorded runs: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithGolds_ShowsWhatFusionMakesOfThem()
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "run", Sums.File(folder, 40), "-n", "4", "--golds", "15", "--json");

        var selectors = result.Json.GetProperty("selectors").EnumerateArray()
            .Select(static s => s.GetProperty("method").GetString()).ToList();
        Assert.Equal(["vote", "fusion"], selectors);
        var golds = result.Json.GetProperty("golds");
        Assert.Equal(
            (15, 15, 15, 40),
            (Count(golds, "asked"), Count(golds, "seen"), Count(golds, "measured"), Count(golds, "problems")));
    }

    [Theory]
    [InlineData("15", "are fitted with the golds of 15 problems, which are among the 40 measured.")]
    [InlineData(
        "1000",
        "are fitted with the golds of 40 problems (1,000 were asked for: there are no more to learn from), which are all that are "
        + "measured: ")]
    public async Task Report_WithGolds_SaysHowManyWereSeen(string asked, string said)
    {
        using var folder = new ScratchFolder();
        var run = await Invocation.InAsync(folder, "run", Sums.File(folder, 40), "-n", "4", "--golds", asked);

        var report = await Invocation.InAsync(folder, "report", "--golds", asked);
        await Invocation.InAsync(folder, "report", "--golds", asked, "--html", "page.html");
        var without = await Invocation.InAsync(folder, "report");

        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Contains(said, report.Output, StringComparison.Ordinal);
        Assert.Contains(
            said, await File.ReadAllTextAsync(folder.File("page.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("fitted with the golds", without.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfFusion_TellsTheRunsOwnChoicesFromThoseDecidedAnew()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, 40), "-n", "4");

        var json = (await Invocation.InAsync(folder, "report", "--json")).Json;
        var text = (await Invocation.InAsync(folder, "report")).Output;

        var selected = json.GetProperty("selected");
        Assert.True(selected.GetProperty("decidedAsItWent").GetBoolean());
        Assert.True(JsonElement.DeepEquals(
            json.GetProperty("selectorCurves")[0].GetProperty("points").EnumerateArray().Last().GetProperty("accuracy"),
            selected.GetProperty("decidedAnew")));
        Assert.Contains("decided as the run went; ", text, StringComparison.Ordinal);
        Assert.Contains("] decided anew with all it has shown\n", text, StringComparison.Ordinal);
    }

    private static int Count(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    [Fact]
    public async Task Run_WithACheckShare_KeepsToIt()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 120);

        var free = await Invocation.InAsync(folder, "run", problems, "-n", "8", "--name", "free", "--json");
        var bound = await Invocation.InAsync(folder, "run", problems, "-n", "8", "--name", "bound", "--check-share", "0.05", "--json");

        Assert.InRange(free.Json.GetProperty("checkShare").GetDouble(), .08, 1);
        Assert.InRange(bound.Json.GetProperty("checkShare").GetDouble(), .045, .05);
        Assert.Equal(
            "0.05", RunStore.OpenExisting(folder.File("heavysim.db")).Read("bound").Summary.Settings.Options["check-share"]);
    }

    [Theory]
    [InlineData("sim:hle-like", 1, .2)]
    [InlineData("sim:hle-like", 10, .05)]
    [InlineData("sim:hle-like", 10, .1)]
    [InlineData("sim:default", 10, .05)]
    [InlineData("sim:default", 40, .1)]
    public async Task Run_ShortWithACheckShare_NeverPassesIt(string endpoint, int problems, double share)
    {
        using var folder = new ScratchFolder();
        var file = Sums.File(folder, problems);
        for (var seed = 1; seed <= 3; seed++)
        {
            var run = await Invocation.InAsync(
                folder, "run", file, "-n", "16", "-e", endpoint, "--check-share", $"{share}", "--seed", $"{seed}", "--json");

            Assert.InRange(run.Json.GetProperty("checkShare").GetDouble(), problems == 1 ? 0 : .7 * share, share);
        }
    }

    [Fact]
    public async Task Run_InPiecesWithACheckShare_ComesToTheRunInOneGo()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 60);
        string[] options = ["run", problems, "-n", "8", "--check-share", "0.1", "--json", "--name"];

        await Invocation.InAsync(folder, [.. options, "pieces", "--limit", "25"]);
        await Invocation.InAsync(folder, [.. options, "pieces"]);
        await Invocation.InAsync(folder, [.. options, "whole"]);

        var store = RunStore.OpenExisting(folder.File("heavysim.db"));
        Assert.Equal(store.Read("whole").Digest(), store.Read("pieces").Digest());
    }

    [Theory]
    [InlineData("heavysim: --check-share is more than 0 and less than 1.\n", "--check-share", "1")]
    [InlineData("heavysim: --check-share is for a cross-check, and there is none.\n", "--check", "none", "--check-share", "0.2")]
    [InlineData("heavysim: --golds is at least 0, not -1.\nTry 'heavysim run --help'.\n", "--golds", "-1")]
    public async Task Run_OptionsThatCannotBe_AreNamed(string error, params string[] options)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, ["run", Sums.File(folder, 3), .. options]);

        Assert.Equal((2, error), (result.ExitCode, result.Error));
    }
}
