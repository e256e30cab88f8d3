using HeavySim.Records.Store;

namespace HeavySim.Cli.Tests.Learning;

public sealed class FusionResumeTests
{
    [Theory]
    [InlineData(255, 128)]
    [InlineData(256, 256)]
    [InlineData(511, 256)]
    [InlineData(512, 512)]
    [InlineData(1023, 512)]
    public async Task Run_Simulated_KnowsWhatTheWorldsBeforeHaveShown(int place, int learned)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "run", Sums.File(folder, place + 1), "-n", "2", "--check", "none", "--name", "r");

        var last = RunStore.OpenExisting(folder.File("heavysim.db")).Read("r").Problems().Last().Solution!.Solution.Selection;

        Assert.Contains($"Learned from {learned} problems", last.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GoneOnWith_DecidesWithWhatItHadShown()
    {
        using var folder = new ScratchFolder();
        var panel = Panel.File(folder, problems: 14);
        string[] command = ["run", panel, "-n", "5", "-e", "replay:" + panel, "--name", "r"];
        await Invocation.InAsync(folder, [.. command, "--limit", "10"]);

        var resumed = await Invocation.InAsync(folder, command);

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        var reasons = RunStore.OpenExisting(folder.File("heavysim.db")).Read("r").Problems()
            .Select(static p => p.Solution!.Solution.Selection)
            .ToList();
        Assert.All(reasons, static r => Assert.Equal("fusion", r.Method));
        Assert.All(reasons.Skip(10), static r => Assert.Contains("Learned from 10 problems", r.Rationale, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("heavy")]
    [InlineData("vote")]
    public async Task Run_GoneOnWithFewerProblems_ShowsAllItHoldsAndSaysSo(string mode)
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 20), "-n", "3", "--mode", mode, "--name", "r"];
        await Invocation.InAsync(folder, command);

        var fewer = await Invocation.InAsync(folder, [.. command, "--limit", "10"]);

        Assert.True(fewer.ExitCode == 0, fewer.Error);
        Assert.Contains(
            "'r' holds 20 problems, more than the 10 asked for: all of it is shown. For a run of 10 alone give it another --name.\n",
            fewer.Error, StringComparison.Ordinal);
        Assert.StartsWith("r (simulated): 20 problems", fewer.Output, StringComparison.Ordinal);
        Assert.Equal(20, RunStore.OpenExisting(folder.File("heavysim.db")).Read("r").Problems().Count());
    }
}
