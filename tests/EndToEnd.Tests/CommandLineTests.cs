namespace HeavySim.EndToEnd.Tests;

/// <summary>The executable's streams, exit codes and signals; what each verb says and does is tested in process, in Cli.Tests.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_OfAVerb_IsOnStdout()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "run", "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("--dry-run", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "heavysim: There is no option '--agnets'. Did you mean '--agents'?\nTry 'heavysim solve --help'.\n",
        "solve", "x", "--agnets", "4")]
    [InlineData("heavysim: --agents is 1 to 32, not 33.\n", "solve", "x", "-n", "33")]
    public async Task Invocation_WrongUsage_IsRefusedOnStderrWithExitCode2(string said, params string[] args)
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, args);

        Assert.Equal((2, "", said), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Report_NoStore_FailsWithExitCode1()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "report");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("heavysim: there is no store heavysim.db", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_QuestionOnStandardInput_IsSolved()
    {
        using var folder = new ScratchFolder();
        using var process = HeavySimProcess.Start(folder.Path, "solve", "-", "--gold", "4", "-n", "4", "--json");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        await process.StandardInput.WriteAsync("What is 2+2?\n");
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(4, new HeavySimProcess.Result(0, await output, "").Json.GetProperty("agents").GetInt32());
    }

    [Fact]
    public async Task Run_Interrupted_KeepsWhatIsRecordedAndSaysSo()
    {
        using var folder = new ScratchFolder();
        using var process = HeavySimProcess.Start(folder.Path, "run", Sums.File(folder, 40_000), "-n", "32", "--json");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(folder.File("heavysim.db")))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        using var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal(
            "Cancelled. What was recorded is kept; the same command resumes, and makes anew what was cut short.", (await error).Trim());
    }
}
