namespace HeavySim.EndToEnd.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("solve")]
    [InlineData("run")]
    [InlineData("import")]
    [InlineData("report")]
    [InlineData("fit")]
    [InlineData("sweep")]
    [InlineData("predict")]
    [InlineData("export")]
    [InlineData("compare")]
    [InlineData("profiles")]
    [InlineData("mock")]
    public async Task Help_OfEveryVerb_IsThere(string verb)
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, verb, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--json", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slove", "x")]
    [InlineData("solve", "x", "-n", "33")]
    [InlineData("solve", "x", "-n", "0")]
    [InlineData("solve", "x", "-n", "many")]
    [InlineData("solve", "x", "--stop", "sometimes")]
    [InlineData("solve", "x", "--select", "coin")]
    [InlineData("solve", "x", "--endpoint", "sim:nowhere")]
    [InlineData("solve", "x", "--endpoint", "no such endpoint")]
    [InlineData("solve", "x", "--endpoint", "unconfigured")]
    [InlineData("solve", " ")]
    [InlineData("run", "missing.jsonl")]
    [InlineData("import", "missing.jsonl")]
    [InlineData("solve", "x", "--agnets", "4")]
    public async Task Invocation_WrongUsage_OneClearMessageAndExitCode2(params string[] args)
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, args);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_Json_HasTheNamesOfTheContract()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "solve", "What is 2+2?", "-n", "4", "--json");

        Assert.Equal(0, result.ExitCode);
        foreach (var name in (string[])["answer", "text", "confidence", "agents", "stopped", "ballot", "attempts", "missing", "usage", "elapsedSeconds"])
            Assert.True(result.Json.TryGetProperty(name, out _), name);
        Assert.Equal(4, result.Json.GetProperty("attempts").GetArrayLength());
        foreach (var name in (string[])["agent", "model", "outcome", "answer", "outputTokens", "elapsedSeconds"])
            Assert.True(result.Json.GetProperty("attempts")[0].TryGetProperty(name, out _), name);
    }

    [Fact]
    public async Task Run_Json_HasTheNamesOfTheContract()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "run", Sums.File(folder, 5), "-n", "4", "--json");

        Assert.Equal(0, result.ExitCode);
        foreach (var name in (string[])["run", "problems", "samples", "seed", "simulated", "graded", "abstained", "failed", "curve", "selected", "usage", "elapsedSeconds"])
            Assert.True(result.Json.TryGetProperty(name, out _), name);
        Assert.Equal(4, result.Json.GetProperty("curve").GetArrayLength());
        Assert.Equal(20, result.Json.GetProperty("samples").GetInt32());
    }

    [Fact]
    public async Task Run_SameNameOtherSettings_IsRefusedByName()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 3);
        await HeavySimProcess.RunAsync(folder.Path, "run", problems, "-n", "2", "--name", "one");

        var result = await HeavySimProcess.RunAsync(folder.Path, "run", problems, "-n", "4", "--name", "one");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("agents was 2, now 4", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_NoStore_SaysSo()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "report");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("heavysim.db", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Interrupted_KeepsWhatIsRecordedAndSaysSo()
    {
        using var folder = new ScratchFolder();
        using var process = HeavySimProcess.Start(folder.Path, "run", Sums.File(folder, 40_000), "-n", "32", "--json");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(Path.Combine(folder.Path, "heavysim.db")))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        using var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("Cancelled. What was recorded is kept; the same command resumes.", (await error).Trim());
    }
}
