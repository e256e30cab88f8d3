using System.Text.RegularExpressions;

namespace HeavySim.EndToEnd.Tests;

/// <summary>The manual page, read by a real formatter.</summary>
public sealed partial class ManualTests
{
    [Fact]
    public async Task Manual_Formatted_NamesEveryVerbAndOptionWithoutAWarning()
    {
        ForeignProcess.Require("groff");
        using var folder = new ScratchFolder();
        var page = folder.Write("heavysim.1", (await HeavySimProcess.RunAsync(folder.Path, "manual")).Output);
        var verbs = Verbs((await HeavySimProcess.RunAsync(folder.Path, "--help")).Output);

        var formatted = await ForeignProcess.RunAsync(folder.Path, "groff", "-man", "-Tascii", "-P-cbou", "-ww", "-rLL=300n", page);

        Assert.Equal(0, formatted.ExitCode);
        Assert.Empty(formatted.Error);
        Assert.InRange(verbs.Count, 13, 99);
        Assert.All(verbs, verb => Assert.Matches($@"(?m)^ +heavysim {verb}\s*$", formatted.Output));
        var options = Option().Matches((await HeavySimProcess.RunAsync(folder.Path, "run", "--help")).Output)
            .Select(static m => m.Value.Trim());
        Assert.All(options, option => Assert.Contains(option, formatted.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manual_ReadByMan_HasItsSections()
    {
        ForeignProcess.Require("man");
        using var folder = new ScratchFolder();
        var page = folder.Write("heavysim.1", (await HeavySimProcess.RunAsync(folder.Path, "manual")).Output);

        var read = await ForeignProcess.RunAsync(folder.Path, "man", "-l", page);

        Assert.Equal(0, read.ExitCode);
        Assert.All((string[])["NAME", "SYNOPSIS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES"], section =>
            Assert.Matches($"(?m)^{section}$", read.Output));
        // A request within a line is not one.
        Assert.DoesNotContain(".PP", read.Output, StringComparison.Ordinal);
    }

    private static List<string> Verbs(string help) =>
        [.. Verb().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(static m => m.Groups[1].Value)];

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^  (?:-\w, )?--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();
}
