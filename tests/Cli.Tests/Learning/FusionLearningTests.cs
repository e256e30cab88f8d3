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
        Assert.Contains("Nothing was learned yet", unknown.Output, StringComparison.Ordinal);
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
    }

    [Fact]
    public async Task Run_WithACheckShare_KeepsToIt()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 120);

        var free = await Invocation.InAsync(folder, "run", problems, "-n", "8", "--name", "free", "--json");
        var bound = await Invocation.InAsync(folder, "run", problems, "-n", "8", "--name", "bound", "--check-share", "0.05", "--json");

        Assert.InRange(free.Json.GetProperty("checkShare").GetDouble(), .08, 1);
        Assert.InRange(bound.Json.GetProperty("checkShare").GetDouble(), .03, .055);
        Assert.Equal(
            "0.05", RunStore.OpenExisting(folder.File("heavysim.db")).Read("bound").Summary.Settings.Options["check-share"]);
    }

    [Theory]
    [InlineData("heavysim: --check-share is more than 0 and less than 1.\n", "--check-share", "1")]
    [InlineData("heavysim: --check-share is for a cross-check, and there is none.\n", "--check", "none", "--check-share", "0.2")]
    [InlineData("heavysim: --golds is 0 or more.\n", "--golds", "-1")]
    public async Task Run_OptionsThatCannotBe_AreNamed(string error, params string[] options)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, ["run", Sums.File(folder, 3), .. options]);

        Assert.Equal((2, error), (result.ExitCode, result.Error));
    }
}
