using HeavySim.Records.Store;

namespace HeavySim.Cli.Tests.Learning;

public sealed class FusionResumeTests
{
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
}
