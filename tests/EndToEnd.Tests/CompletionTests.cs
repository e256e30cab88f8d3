using System.Collections.Concurrent;

namespace HeavySim.EndToEnd.Tests;

/// <summary>What shells get to complete a command line with, in a real bash.</summary>
public sealed class CompletionTests
{
    private static readonly ConcurrentDictionary<string, Task<HeavySimProcess.Result>> Scripts = new(StringComparer.Ordinal);

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
        folder.Write("completion.bash", await ScriptAsync("bash"));
        Launcher(folder);
        folder.Write("complete.sh",
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
        folder.Write("completion.fish", await ScriptAsync("fish"));
        Launcher(folder);

        var result = await ForeignProcess.RunAsync(
            folder.Path, "fish", "--no-config", "-c",
            $"chmod +x heavysim; set PATH $PWD $PATH; source completion.fish; complete -C '{line}'");

        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), result.Output.Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bash_Script_IsRegisteredForHeavysim()
    {
        ForeignProcess.Require("bash");
        using var folder = new ScratchFolder();
        folder.Write("completion.bash", await ScriptAsync("bash"));

        var result = await ForeignProcess.RunAsync(folder.Path, "bash", "-c", "source completion.bash; complete -p heavysim");

        Assert.Equal("complete -o default -F _heavysim heavysim", result.Output.Trim());
    }

    [Theory]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "--no-execute")]
    public async Task Script_OfAnotherShell_IsWellFormed(string shell, string check)
    {
        ForeignProcess.Require(shell);
        using var folder = new ScratchFolder();
        var script = folder.Write("script", await ScriptAsync(shell));

        var result = await ForeignProcess.RunAsync(folder.Path, shell, check, script);

        Assert.True(result.ExitCode == 0, result.Error);
    }

    /// <summary>The script as the executable prints it, asked for once.</summary>
    private static async Task<string> ScriptAsync(string shell)
    {
        using var folder = new ScratchFolder();
        return (await Scripts.GetOrAdd(shell, asked => HeavySimProcess.RunAsync(folder.Path, "completion", asked))).Output;
    }

    /// <summary>heavysim by its name, as it is once installed.</summary>
    private static void Launcher(ScratchFolder folder) =>
        folder.Write("heavysim", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "heavysim.dll")}' \"$@\"\n");
}
