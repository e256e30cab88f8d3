namespace HeavySim.EndToEnd.Tests;

/// <summary>What shells get to complete a command line with, in a real bash.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("heavysim re", "report")]
    [InlineData("heavysim comp", "completion,compare")]
    [InlineData("./heavysim co", "completion,compare")]
    [InlineData("heavysim run --max", "--max-tokens")]
    [InlineData("heavysim run problems.jsonl -n 4 --mo", "--mode,--model")]
    [InlineData("heavysim solve x --mode th", "thinking")]
    [InlineData("heavysim completion z", "zsh")]
    [InlineData("heavysim run prob", "")]
    public async Task Bash_OfAnUnfinishedLine_Completes(string line, string expected)
    {
        ForeignProcess.Require("bash");
        using var folder = new ScratchFolder();
        folder.File("completion.bash", (await HeavySimProcess.RunAsync(folder.Path, "completion", "bash")).Output);
        Launcher(folder);
        folder.File("complete.sh",
            """
            chmod +x heavysim
            PATH="$PWD:$PATH"
            source completion.bash
            COMP_LINE=$1 COMP_POINT=${#1}
            _heavysim "${1%% *}"
            IFS=,
            echo "${COMPREPLY[*]}"
            """);

        var result = await ForeignProcess.RunAsync(folder.Path, "bash", "complete.sh", line);

        Assert.Empty(result.Error);
        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), result.Output.Trim().Split(',').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("heavysim comp", "completion,compare")]
    [InlineData("heavysim run --mo", "--mode,--model")]
    public async Task Fish_OfAnUnfinishedLine_Completes(string line, string expected)
    {
        ForeignProcess.Require("fish");
        using var folder = new ScratchFolder();
        folder.File("completion.fish", (await HeavySimProcess.RunAsync(folder.Path, "completion", "fish")).Output);
        Launcher(folder);

        var result = await ForeignProcess.RunAsync(
            folder.Path, "fish", "--no-config", "-c", $"chmod +x heavysim; set PATH $PWD $PATH; source completion.fish; complete -C '{line}'");

        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), result.Output.Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bash_Script_IsRegisteredForHeavysim()
    {
        ForeignProcess.Require("bash");
        using var folder = new ScratchFolder();
        folder.File("completion.bash", (await HeavySimProcess.RunAsync(folder.Path, "completion", "bash")).Output);

        var result = await ForeignProcess.RunAsync(folder.Path, "bash", "-c", "source completion.bash; complete -p heavysim");

        Assert.Equal("complete -o default -F _heavysim heavysim", result.Output.Trim());
    }

    /// <summary>Half a line is bad usage when it is run, and is not when it is asked about.</summary>
    [Fact]
    public async Task Suggest_OfAnUnfinishedLine_IsOnStdoutWithExitCode0()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "[suggest:21]", "heavysim solve --agnet");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        result = await HeavySimProcess.RunAsync(folder.Path, "[suggest:17]", "heavysim run --ag");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("--agents", result.Output.Trim());
    }

    [Theory]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "--no-execute")]
    public async Task Script_OfAnotherShell_IsWellFormed(string shell, string check)
    {
        ForeignProcess.Require(shell);
        using var folder = new ScratchFolder();
        var script = folder.File("script", (await HeavySimProcess.RunAsync(folder.Path, "completion", shell)).Output);

        var result = await ForeignProcess.RunAsync(folder.Path, shell, check, script);

        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Script_OfEveryShell_AsksTheProgramItself(string shell)
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_OfAnUnknownShell_IsBadUsage()
    {
        using var folder = new ScratchFolder();

        var result = await HeavySimProcess.RunAsync(folder.Path, "completion", "tcsh");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
    }

    /// <summary>heavysim by its name, as it is once installed.</summary>
    private static void Launcher(ScratchFolder folder) =>
        folder.File("heavysim", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "heavysim.dll")}' \"$@\"\n");
}
