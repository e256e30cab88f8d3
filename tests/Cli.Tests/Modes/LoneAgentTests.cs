namespace HeavySim.Cli.Tests.Modes;

/// <summary>One agent has nobody beside it: what needs others is said to do nothing.</summary>
public sealed class LoneAgentTests
{
    private const string Why = "one agent has nobody to be checked by or to compare notes with. Take more agents (-n).\n";

    [Theory]
    [InlineData("--check notes", "--check notes does nothing here: ")]
    [InlineData("--check verdict:2", "--check verdict:2 does nothing here: ")]
    [InlineData("--rounds 2", "--rounds 2 does nothing here: ")]
    [InlineData("--check notes --check-share 0.2", "--check notes and --check-share do nothing here: ")]
    public async Task SolveAndRun_ACheckWithOneAgent_SayThatItDoesNothing(string flags, string said)
    {
        using var folder = new ScratchFolder();
        string[] options = ["-n", "1", .. flags.Split(' ')];

        var solve = await Invocation.InAsync(folder, ["solve", "What is 2 + 3?", "--gold", "5", "--json", .. options]);
        var run = await Invocation.InAsync(folder, ["run", Sums.File(folder, 2), .. options]);

        Assert.Equal((0, said + Why), (solve.ExitCode, solve.Error));
        Assert.Equal((0, said + Why), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("-n 1")]
    [InlineData("-n 1 --check none")]
    [InlineData("-n 2 --check notes")]
    [InlineData("--mode fast")]
    public async Task Solve_NothingAskedForThatNeedsOthers_SaysNothing(string flags)
    {
        using var folder = new ScratchFolder();

        var solve = await Invocation.InAsync(folder, ["solve", "What is 2 + 3?", "--gold", "5", .. flags.Split(' ')]);

        Assert.Equal((0, ""), (solve.ExitCode, solve.Error));
    }
}
