namespace HeavySim.Cli.Tests.Plans;

public sealed class RosterPlanTests : IDisposable
{
    private const string Configured = """
        {
          "endpoints": {
            "local": { "baseUrl": "http://localhost:9/v1", "models": ["small", "large"] },
            "other": { "baseUrl": "http://localhost:10/v1", "model": "only" }
          },
          "roster": [
            { "endpoint": "local", "model": "large", "count": 2, "strategy": "direct", "temperature": 0.1 },
            { "endpoint": "other", "count": 3 },
          ]
        }
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Roster_SeveralEndpoints_AreDealtOutInTurn()
    {
        var (cards, description) = await Planned.RosterAsync("-e", "sim:hle-like", "-e", "sim:gsm8k-like", "-n", "5");

        string[] expected = ["sim:hle-like", "sim:gsm8k-like", "sim:hle-like", "sim:gsm8k-like", "sim:hle-like"];
        Assert.Equal(expected, cards.Select(static c => c.Endpoint));
        Assert.Equal("sim:hle-like sim:gsm8k-like", description);
    }

    [Fact]
    public async Task Roster_EndpointsAndModels_MeetEachOther()
    {
        var (cards, _) = await Planned.RosterAsync(
            "-e", "http://localhost:9/v1", "-e", "http://localhost:10/v1", "-m", "a", "-m", "b", "-n", "5");

        Assert.Equal(
            ["localhost:9 a", "localhost:9 b", "localhost:10 a", "localhost:10 b", "localhost:9 a"],
            cards.Select(static c => $"{c.Endpoint} {c.Model}"));
    }

    [Fact]
    public async Task Roster_OfALargerEnsemble_BeginsWithTheSmallerOne()
    {
        var (small, _) = await Planned.RosterAsync("-n", "5");
        var (large, _) = await Planned.RosterAsync("-n", "32");

        Assert.Equal(small, large.Take(5));
        Assert.Equal(32, large.Select(static c => (c.Strategy, c.Temperature)).Distinct().Count());
    }

    [Fact]
    public async Task Roster_OneTemperature_IsEveryAgents()
    {
        var (cards, _) = await Planned.RosterAsync("-n", "8", "-t", "0.3");

        Assert.All(cards, static card => Assert.Equal(0.3, card.Temperature));
    }

    [Fact]
    public async Task Roster_EndpointOfTheFile_HasItsModels()
    {
        var (cards, _) = await Planned.RosterAsync("-e", "local", "-n", "3", "--config", Config());

        Assert.Equal(["local small", "local large", "local small"], cards.Select(static c => $"{c.Endpoint} {c.Model}"));
    }

    [Fact]
    public async Task Roster_ModelBesideAnEndpointOfTheFile_WinsOverItsModels()
    {
        var (cards, _) = await Planned.RosterAsync("-e", "local", "-m", "mine", "-n", "2", "--config", Config());

        Assert.All(cards, static card => Assert.Equal(("local", "mine"), (card.Endpoint, card.Model)));
    }

    [Fact]
    public async Task Roster_OfTheFile_IsWrittenLineByLine()
    {
        var (cards, description) = await Planned.RosterAsync("--config", Config());

        Assert.Equal(
            ["local large direct", "local large direct", "other only", "other only", "other only"],
            cards.Select(static (c, i) => i < 2 ? $"{c.Endpoint} {c.Model} {c.Strategy}" : $"{c.Endpoint} {c.Model}"));
        Assert.Equal([0.1, 0.1], cards.Take(2).Select(static c => c.Temperature));
        Assert.StartsWith("roster 2xlocal/large/direct/0.1 3xother/", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-n 3", 3)]
    [InlineData("--mode fast", 1)]
    [InlineData("--mode auto", 5)]
    [InlineData("--mode auto -n 2", 2)]
    public async Task Roster_OfTheFile_IsCutToWhatTheFlagsAskFor(string flags, int agents)
    {
        var (cards, _) = await Planned.RosterAsync(["--config", Config(), .. flags.Split(' ')]);

        Assert.Equal(agents, cards.Count);
        Assert.Equal(("local", "large"), (cards[0].Endpoint, cards[0].Model));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(8, 5)]
    public async Task Roster_OfTheFileUnderAModeWithASize_HasAtMostSoMany(int size, int agents)
    {
        var config = Configured.TrimEnd()[..^1] + $$""", "modes": { "own": { "agents": {{size}} } } }""";

        var (cards, _) = await Planned.RosterAsync("--config", _folder.Write("own.json", config), "--mode", "own");

        Assert.Equal(agents, cards.Count);
    }

    [Fact]
    public async Task Roster_MoreThanTheFileHas_IsRefused()
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => Planned.RosterAsync("--config", Config(), "-n", "6"));

        Assert.Equal("The roster has 5 agents; -n 6 asks for more.", error.Message);
    }

    [Fact]
    public async Task Roster_TemperatureBesideALineThatStatesOne_IsForTheOthers()
    {
        var (cards, _) = await Planned.RosterAsync("--config", Config(), "-t", "0.9");

        Assert.Equal([0.1, 0.1, 0.9, 0.9, 0.9], cards.Select(static c => c.Temperature));
    }

    private string Config() => _folder.Write("own.json", Configured);
}
