namespace HeavySim.Cli.Tests;

/// <summary>What cannot be run is refused in one line, on stderr, with exit code 2.</summary>
public sealed class BadUsageTests
{
    [Theory]
    [InlineData("-n 33", "--agents is 1 to 32, not 33.")]
    [InlineData("-n 0", "--agents is 1 to 32, not 0.")]
    [InlineData("--rounds 9", "--rounds is 0 to 8, not 9.")]
    [InlineData("--deadline 0", "--deadline is more than 0 and at most 604800 seconds.")]
    [InlineData("--deadline 604801", "--deadline is more than 0 and at most 604800 seconds.")]
    [InlineData("--attempt-deadline 0", "--attempt-deadline is 0.001 to 86400 seconds.")]
    [InlineData("--quorum 0", "--quorum is more than 0 and at most 1.")]
    [InlineData("--quorum 1.1", "--quorum is more than 0 and at most 1.")]
    [InlineData("--hedge 49", "--hedge is a percentile from 50 to below 100, or 0 for never.")]
    [InlineData("--hedge 100", "--hedge is a percentile from 50 to below 100, or 0 for never.")]
    [InlineData("--concurrency 0", "--concurrency is 1 to 4096, not 0.")]
    [InlineData("-c 4097", "--concurrency is 1 to 4096, not 4097.")]
    [InlineData("-t 2.1", "--temperature is 0 to 2.")]
    [InlineData("--max-tokens 0", "--max-tokens is at least 1.")]
    [InlineData(
        "--stop beta:2",
        "--stop cannot be 'beta:2': The stop rule 'beta' takes a number from 0.5 to 1, as in beta:0.95; '2' is not.")]
    [InlineData(
        "--waves some",
        "--waves cannot be 'some': Waves are 'all', 'one', 'growing' or sizes from 1 to 32 such as '4,4,8'; 'some' is none of these.")]
    [InlineData(
        "--budget luck=1",
        "--budget cannot be 'luck=1': A budget is tokens=N, calls=N, cost=dollars or time=seconds, joined by commas;"
        + " 'luck=1' is none of these.")]
    [InlineData(
        "--problem-budget calls=0",
        "--problem-budget cannot be 'calls=0': A budget is tokens=N, calls=N, cost=dollars or time=seconds, joined by commas;"
        + " 'calls=0' is none of these.")]
    [InlineData(
        "--tree breadth=99",
        "--tree cannot be 'breadth=99': A tree is breadth=1..32, depth=1..16, beam=1..32 and best-first, joined by commas,"
        + " as in breadth=4,depth=3,beam=2; 'breadth=99' is none of these. An adaptive tree of answers is "
        + "ab:calls=32.")]
    [InlineData(
        "--mode heavier",
        "--mode is fast, thinking, heavy, vote, auto, rsa, shrink, reflect, not 'heavier'. "
        + "More can be named under \"modes\" in heavysim.json.")]
    public Task Run_ValueOutOfRange_IsRefusedByTheFlagsName(string flags, string said) => AssertRefusedAsync($"heavysim: {said}", flags);

    [Theory]
    [InlineData("--stop sometimes", "--stop cannot be 'sometimes': There is no stop rule 'sometimes'. Rules: all, lead, beta:0.95, ")]
    [InlineData("--select vot", "--select cannot be 'vot': There is no selector 'vot'. Did you mean 'vote'? There are: vote, confidence, ")]
    [InlineData(
        "--check verdcit",
        "--check cannot be 'verdcit': There is no cross-check 'verdcit'. Did you mean 'verdict'? There are: none, verdict, ")]
    [InlineData("--tools calculater", "There is no tool 'calculater'. Did you mean 'calculator'? ")]
    [InlineData("--tools mcp:files", "There is no tool 'mcp:files'. Tools are calculator, python. No MCP server is configured")]
    [InlineData("-e sim:nowhere", "There is no simulation profile 'nowhere'. Embedded are: codecontests-16, deepconf-8b-aime24, ")]
    [InlineData("-e no,such,endpoint", "'no,such,endpoint' is no endpoint. Endpoints are sim:, sim:<profile>, replay:<file>, ")]
    [InlineData("-e unconfigured", "There is no endpoint 'unconfigured': heavysim.json names none.")]
    [InlineData("-e replay:", "replay: needs a file, as in replay:samples.jsonl.gz.")]
    public async Task Run_UnknownName_IsRefusedWithTheNamesThereAre(string flags, string said)
    {
        foreach (var refused in await BothAsync(flags))
            Assert.StartsWith($"heavysim: {said}", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-n many", "--agents takes a whole number, 1 to 32, not 'many'.")]
    [InlineData("-n 2.5", "--agents takes a whole number, 1 to 32, not '2.5'.")]
    [InlineData("--seed one", "--seed takes a whole number, not 'one'.")]
    [InlineData("--temperature hot", "--temperature takes a number, 0 to 2, not 'hot'.")]
    [InlineData("--max-tokens few", "--max-tokens takes a whole number, at least 1, not 'few'.")]
    [InlineData("--budget", "--budget needs a value.")]
    [InlineData("--budget --tools", "--budget needs a value.")]
    [InlineData("-n -t 1", "-n needs a value.")]
    [InlineData("-n 4 -n 5", "Option '-n' expects a single argument but 2 were provided.")]
    [InlineData("--agnets 4", "There is no option '--agnets'. Did you mean '--agents'?")]
    [InlineData("--mdoe fast", "There is no option '--mdoe'. Did you mean '--mode'?")]
    [InlineData("--hlep", "There is no option '--hlep'. Did you mean '--help'?")]
    [InlineData("--frobnicate", "There is no option '--frobnicate'.")]
    [InlineData("4", "'4' is one argument too many; a text with spaces needs quotation marks.")]
    public async Task Run_LineThatCannotBeRead_SaysTheFirstFaultAndWhereHelpIs(string flags, string said)
    {
        var refused = await BothAsync(flags);

        Assert.Equal(
            [$"heavysim: {said}\nTry 'heavysim solve --help'.\n", $"heavysim: {said}\nTry 'heavysim run --help'.\n"],
            refused);
    }

    [Theory]
    [InlineData("slove x", "There is no command 'slove'. Did you mean 'solve'?", "")]
    [InlineData("reprot", "There is no command 'reprot'. Did you mean 'report'?", "")]
    [InlineData("frobnicate", "There is no command 'frobnicate'.", "")]
    [InlineData("", "Required command was not provided.", "")]
    [InlineData("solve", "Required argument 'question' missing for command: 'solve'.", "solve ")]
    [InlineData("completion tcsh", "Argument 'tcsh' not recognized. Must be one of: 'bash' 'zsh' 'fish' 'powershell'", "completion ")]
    [InlineData("solve --agnets 4", "There is no option '--agnets'. Did you mean '--agents'?", "solve ")]
    [InlineData("report --selct all", "There is no option '--selct'. Did you mean '--select'?", "report ")]
    public async Task Verb_ThatCannotBeRead_SuggestsTheNearOne(string line, string said, string verb)
    {
        var refused = await Invocation.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, "", $"heavysim: {said}\nTry 'heavysim {verb}--help'.\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    [Theory]
    [InlineData("stop", "lead")]
    [InlineData("waves", "one")]
    [InlineData("quorum", "0.5")]
    [InlineData("rounds", "1")]
    [InlineData("hedge", "95")]
    public Task Run_TreeWithAFlagOfPlainSolves_IsRefused(string flag, string value) =>
        AssertRefusedAsync(
            $"heavysim: --{flag} cannot be combined with a tree, which grows by its own rule.", $"--tree default --{flag} {value}");

    [Fact]
    public Task Run_SeveralFaults_NamesEveryOne() =>
        AssertRefusedAsync("heavysim: --agents is 1 to 32, not 33.\n--rounds is 0 to 8, not 9.", "-n 33 --rounds 9");

    [Theory]
    [InlineData(
        "-e sim: -e http://localhost:9/v1",
        "sim: cannot be mixed with real endpoints: one lives in virtual time, the other does not.")]
    [InlineData(
        "-e sim: -e replay:x.jsonl",
        "replay: cannot be mixed with other endpoints: recorded answers take no time, so nothing could be compared.")]
    [InlineData("-e replay:x.jsonl --tools calculator", "replay: takes no tools: its answers are recorded.")]
    public Task Run_EndpointsThatCannotBeMixed_AreRefused(string flags, string said) => AssertRefusedAsync($"heavysim: {said}", flags);

    [Theory]
    [InlineData("--limit 0", "--limit is at least 1, not 0.\nTry 'heavysim run --help'.")]
    [InlineData("--open-problems 0", "--open-problems is 1 to 4096, not 0.\nTry 'heavysim run --help'.")]
    [InlineData("--open-problems 4097", "--open-problems is 1 to 4096, not 4097.\nTry 'heavysim run --help'.")]
    [InlineData("--trace 9", "There is no problem '9' to trace: give an id, or a number from 1 to 3.")]
    public async Task Run_OwnOptionOutOfRange_IsRefusedByName(string flags, string said)
    {
        using var folder = new ScratchFolder();

        var refused = await Invocation.InAsync(folder, ["run", Sums.File(folder, 3), .. flags.Split(' ')]);

        Assert.Equal((2, "", $"heavysim: {said}\n"), (refused.ExitCode, refused.Output, refused.Error));
        Assert.False(File.Exists(folder.File("heavysim.db")));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("import")]
    public async Task Verb_FileThatIsMissing_IsNamed(string verb)
    {
        var refused = await Invocation.OfAsync(verb, "missing.jsonl");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("heavysim: there is no file missing.jsonl: ", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>What has spaces is text, and after a "--" everything is.</summary>
    [Theory]
    [InlineData("-n", "1", "--- What is 2+2?")]
    [InlineData("-n", "1", "--", "--agnets")]
    public async Task Solve_QuestionThatBeginsAsAnOption_IsAQuestion(params string[] args)
    {
        var solved = await Invocation.OfAsync(["solve", .. args]);

        Assert.Equal(0, solved.ExitCode);
        Assert.StartsWith("No model is asked: ", solved.Error, StringComparison.Ordinal);
        Assert.Contains("made-up answer: ", solved.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("confidence", solved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_ConfigurationThatIsMissing_IsNamed()
    {
        using var folder = new ScratchFolder();

        var refused = await Invocation.OfAsync("solve", "x", "--config", folder.File("none.json"));

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"heavysim: {folder.File("none.json")} cannot be read: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_EmptyQuestion_IsRefused()
    {
        var refused = await Invocation.OfAsync("solve", " ");

        Assert.Equal((2, "", "heavysim: The question is empty.\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    private static async Task AssertRefusedAsync(string said, string flags)
    {
        foreach (var refused in await BothAsync(flags))
            Assert.Equal(said + "\n", refused);
    }

    /// <summary>What <c>solve</c> and <c>run</c> say on stderr; nothing else may come of it.</summary>
    private static async Task<IReadOnlyList<string>> BothAsync(string flags)
    {
        using var folder = new ScratchFolder();
        var solve = await Invocation.InAsync(folder, ["solve", "x", .. flags.Split(' ')]);
        var run = await Invocation.InAsync(folder, ["run", Sums.File(folder, 1), .. flags.Split(' ')]);

        Assert.All((Invocation[])[solve, run], static refused => Assert.Equal((2, ""), (refused.ExitCode, refused.Output)));
        Assert.False(File.Exists(folder.File("heavysim.db")));
        return [solve.Error, run.Error];
    }
}
