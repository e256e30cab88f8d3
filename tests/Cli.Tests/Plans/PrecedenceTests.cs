using HeavySim.Cli.Options;

namespace HeavySim.Cli.Tests.Plans;

/// <summary>
/// Which of flag, file, environment and default counts. Environment and working directory are the process's: nothing runs beside.
/// </summary>
[CollectionDefinition(nameof(PrecedenceTests), DisableParallelization = true)]
[Collection(nameof(PrecedenceTests))]
public sealed class PrecedenceTests : IDisposable
{
    private const string Roster = """{ "roster": [ { "endpoint": "http://localhost:7/v1", "model": "m", "count": 2 } ] }""";

    private readonly ScratchFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    public PrecedenceTests() => Environment.CurrentDirectory = _folder.Path;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Environment.SetEnvironmentVariable("OPENAI_BASE_URL", null);
        Environment.SetEnvironmentVariable("HEAVYSIM_STORE", null);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("sim:", "", "", "")]
    [InlineData("sim:", "empty", "", "")]
    [InlineData("localhost:8", "http://localhost:8/v1", "", "")]
    [InlineData("localhost:7", "http://localhost:8/v1", Roster, "")]
    [InlineData("localhost:6", "http://localhost:8/v1", Roster, "http://localhost:6/v1")]
    [InlineData("localhost:6", "http://localhost:8/v1", "", "http://localhost:6/v1")]
    public async Task Endpoint_OfSeveralSources_IsTheFlagsThenTheFilesThenTheEnvironments(
        string expected, string environment, string file, string flag)
    {
        Environment.SetEnvironmentVariable("OPENAI_BASE_URL", environment == "empty" ? "" : environment is "" ? null : environment);
        if (file.Length > 0)
            _folder.Write("heavysim.json", file);
        string[] flags = flag.Length > 0 ? ["-e", flag] : [];

        var (cards, _) = await Planned.RosterAsync([.. flags, .. expected == "sim:" ? (string[])[] : ["-m", "m"]]);

        Assert.All(cards, card => Assert.Equal(expected, card.Endpoint));
    }

    [Fact]
    public async Task Agents_OfSeveralSources_AreTheFlagsThenTheModesThenTheFiles()
    {
        _folder.Write("heavysim.json", """{ "roster": [ { "endpoint": "sim:", "count": 6 } ], "modes": { "few": { "agents": 3 } } }""");

        Assert.Equal(2, (await Planned.RosterAsync("-n", "2", "--mode", "few")).Cards.Count);
        Assert.Equal(3, (await Planned.RosterAsync("--mode", "few")).Cards.Count);
        Assert.Equal(6, (await Planned.RosterAsync()).Cards.Count);
        Assert.Equal(8, (await Planned.RosterAsync("-e", "sim:")).Cards.Count);
    }

    [Fact]
    public async Task Config_Named_WinsOverTheUsualFile()
    {
        _folder.Write("heavysim.json", """{ "roster": [ { "endpoint": "sim:", "count": 6 } ] }""");
        _folder.Write("own.json", """{ "roster": [ { "endpoint": "sim:", "count": 4 } ] }""");

        var (cards, _) = await Planned.RosterAsync("--config", "own.json");

        Assert.Equal(4, cards.Count);
    }

    [Fact]
    public async Task Config_OfTheUsualNameButWrong_IsRefusedByItsName()
    {
        _folder.Write("heavysim.json", """{ "roster": [ { "endpoint": "sim:", "counts": 6 } ] }""");

        var refused = await Invocation.OfAsync("solve", "x");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("heavysim: heavysim.json", refused.Error, StringComparison.Ordinal);
        Assert.Contains("counts", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heavysim.db", null, "")]
    [InlineData("heavysim.db", "", "")]
    [InlineData("theirs.db", "theirs.db", "")]
    [InlineData("mine.db", "theirs.db", "mine.db")]
    public async Task Store_OfSeveralSources_IsTheFlagsThenTheEnvironments(string expected, string? environment, string flag)
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_STORE", environment);

        var run = await Invocation.OfAsync(
            ["run", Sums.File(_folder, 1), "-n", "1", .. flag.Length > 0 ? (string[])["--store", flag] : []]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([expected], Directory.GetFiles(_folder.Path, "*.db").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Key_OfTheEnvironment_IsNeitherShownNorRecorded()
    {
        const string Secret = "sk-do-not-show-0123456789abcdef";
        Environment.SetEnvironmentVariable("OPENAI_BASE_URL", $"http://user:{Secret}@localhost:9/v1");

        var refused = await Invocation.OfAsync("run", Sums.File(_folder, 1), "-n", "1", "-m", "m", "--dry-run", "--json");

        Assert.DoesNotContain(Secret, refused.Output + refused.Error, StringComparison.Ordinal);
    }
}
