namespace HeavySim.Cli.Tests;

/// <summary>The verbs, and what their JSON promises.</summary>
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
        var help = await Invocation.OfAsync(verb, "--help");

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains("--json", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "Default: all.")]
    [InlineData("solve", "Default: lead.")]
    public async Task Help_OfTheStopRule_SaysWhatTheVerbDoesByItself(string verb, string said)
    {
        var help = await Invocation.OfAsync(verb, "--help");

        Assert.Contains(said, help.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_NothingSaid_StopsWhenTheWinnerIsCertain()
    {
        var usual = await Invocation.OfAsync("solve", "What is 2+2?", "--gold", "4", "-n", "16", "--json");
        var whole = await Invocation.OfAsync("solve", "What is 2+2?", "--gold", "4", "-n", "16", "--stop", "all", "--json");

        Assert.Equal("lead", usual.Json.GetProperty("stopped").GetString());
        Assert.NotEqual("lead", whole.Json.GetProperty("stopped").GetString());
        Assert.Equal(0, whole.Json.GetProperty("missing").GetArrayLength());
        Assert.NotEqual(0, usual.Json.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public async Task Run_NothingSaid_WaitsForEveryAttempt()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 10);

        var usual = await Invocation.InAsync(folder, "run", problems, "-n", "8", "--name", "usual", "--json");
        var curtailed = await Invocation.InAsync(
            folder, "run", problems, "-n", "8", "--stop", "lead", "--waves", "one", "--name", "short", "--json");

        Assert.Equal(80, usual.Json.GetProperty("samples").GetInt32());
        Assert.InRange(curtailed.Json.GetProperty("samples").GetInt32(), 10, 79);
    }

    [Fact]
    public async Task Solve_Json_HasTheNamesOfTheContract()
    {
        var result = await Invocation.OfAsync("solve", "What is 2+2?", "-n", "4", "--json");

        Assert.Equal(0, result.ExitCode);
        string[] names =
            ["answer", "text", "confidence", "agents", "stopped", "ballot", "attempts", "missing", "usage", "elapsedSeconds"];
        Assert.All(names, name => Assert.True(result.Json.TryGetProperty(name, out _), name));
        Assert.Equal(4, result.Json.GetProperty("attempts").GetArrayLength());
        string[] ofAttempts = ["agent", "model", "outcome", "answer", "outputTokens", "elapsedSeconds"];
        Assert.All(ofAttempts, name => Assert.True(result.Json.GetProperty("attempts")[0].TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Run_Json_HasTheNamesOfTheContract()
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "run", Sums.File(folder, 5), "-n", "4", "--json");

        Assert.Equal(0, result.ExitCode);
        string[] names =
        [
            "run", "problems", "samples", "seed", "simulated", "graded", "abstained", "failed", "curve", "selected", "usage",
            "elapsedSeconds",
        ];
        Assert.All(names, name => Assert.True(result.Json.TryGetProperty(name, out _), name));
        Assert.Equal(4, result.Json.GetProperty("curve").GetArrayLength());
        Assert.Equal(20, result.Json.GetProperty("samples").GetInt32());
    }

    [Fact]
    public async Task Run_SameNameOtherSettings_IsRefusedByName()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 3);
        await Invocation.InAsync(folder, "run", problems, "-n", "2", "--name", "one");

        var result = await Invocation.InAsync(folder, "run", problems, "-n", "2", "--seed", "2", "--name", "one");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("seed was 1, now 2", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameNameMoreAgents_KeepsWhatIsRecorded()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 3);
        await Invocation.InAsync(folder, "run", problems, "-n", "2", "--name", "one");

        var result = await Invocation.InAsync(folder, "run", problems, "-n", "4", "--name", "one", "--attempt-deadline", "900");

        Assert.Equal((0, "resuming 'one': 6 attempts are recorded and not asked again\n"), (result.ExitCode, result.Error));
        Assert.Contains("one (simulated): 3 problems, 12 samples", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_WithSteeringCharacters_ReachesNoTerminalRaw()
    {
        using var folder = new ScratchFolder();
        var problems = folder.Write("own.jsonl", """{"\u001b]0;PWNED\u0007": 1}""");

        var result = await Invocation.InAsync(folder, "run", problems);

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.DoesNotContain('\u0007', result.Error);
    }

    [Fact]
    public async Task Run_SameNameSameSettings_GoesOnAndSaysSo()
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 3), "-n", "2", "--name", "one"];
        await Invocation.InAsync(folder, command);

        var again = await Invocation.InAsync(folder, command);

        Assert.Equal((0, "resuming 'one': 6 attempts are recorded and not asked again\n"), (again.ExitCode, again.Error));
    }

    [Theory]
    [InlineData("heavysim run --ag", "--agents")]
    [InlineData("heavysim solve --agnet", "")]
    public async Task Suggest_OfAnUnfinishedLine_IsOnStdoutWithExitCode0(string line, string expected)
    {
        var result = await Invocation.OfAsync($"[suggest:{line.Length}]", line);

        Assert.Equal((0, "", expected), (result.ExitCode, result.Error, result.Output.Trim()));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Completion_OfEveryShell_AsksTheProgramItself(string shell)
    {
        var result = await Invocation.OfAsync("completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Cancelled_KeepsWhatIsRecordedAndSaysSo()
    {
        using var folder = new ScratchFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await CommandLine.RunAsync(
            ["run", Sums.File(folder, 100), "--store", folder.File("heavysim.db")], output, error, new CancellationToken(canceled: true));

        Assert.Equal(
            (130, "", "Cancelled. What was recorded is kept; the same command resumes, and makes anew what was cut short.\n"),
            (exitCode, output.ToString(), error.ToString()));
    }
}
