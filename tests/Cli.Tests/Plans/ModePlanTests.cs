using Microsoft.Extensions.AI;

namespace HeavySim.Cli.Tests.Plans;

public sealed class ModePlanTests : IDisposable
{
    private const string Own = """
        {
          "modes": {
            "brief": {
              "agents": 3, "strategies": ["direct", "cases"], "effort": "low", "scouts": 2, "asksConfidence": true, "showsReasoning": true,
              "stop": "beta:.9", "waves": "1,2", "select": "best", "check": "verdict", "rounds": 1
            }
          }
        }
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fast", 1, "all", "all", 0, false, false)]
    [InlineData("thinking", 1, "all", "all", 0, false, true)]
    [InlineData("heavy", 8, "all", "all", 0, false, false)]
    [InlineData("vote", 8, "all", "all", 0, false, false)]
    [InlineData("auto", 32, "dial:.95", "1,3,4,8,16", 1, true, false)]
    public void Plan_OfABuiltInMode_IsTheDials(
        string mode, int agents, string stop, string waves, int scouts, bool asksConfidence, bool showsReasoning)
    {
        var plan = Planned.Of("--mode", mode);

        Assert.Equal((agents, stop, waves), (plan.Agents, plan.Stop.Name, plan.Waves.ToString()));
        Assert.Equal((scouts, asksConfidence, showsReasoning), (plan.Mode.Scouts, plan.AsksConfidence, plan.Mode.ShowsReasoning));
        Assert.Equal(
            mode == "heavy" ? ("fusion", "verdict:3+listwise:3", 0) : ("vote", "none", 0), (plan.Select, plan.Check, plan.Rounds));
        Assert.Null(plan.Tree);
        Assert.Equal(mode == "fast" ? ReasoningEffort.Low : null, plan.Mode.Effort);
    }

    [Fact]
    public void Plan_NoMode_IsHeavy() => Assert.Equal(("heavy", 8), (Planned.Of().Mode.Name, Planned.Of().Agents));

    [Theory]
    [InlineData("--select vote", "vote", "none")]
    [InlineData("--select best", "best", "verdict:3+listwise:3")]
    [InlineData("--check none", "fusion", "none")]
    [InlineData("--tree default", "confidence", "none")]
    [InlineData("--rounds rsa:n=4,k=2,steps=2", "vote", "none")]
    public void Plan_Heavy_ChecksForASelectorThatReadsIt(string flags, string selector, string check)
    {
        var plan = Planned.Of(flags.Split(' '));

        Assert.Equal((selector, check), (plan.Select, plan.Check));
    }

    [Theory]
    [InlineData("fast", 1)]
    [InlineData("thinking", 1)]
    [InlineData("heavy", 5)]
    [InlineData("auto", 5)]
    public void Plan_AgentsGiven_FollowTheFlagWhereTheModeHasNoSizeOfItsOwn(string mode, int agents) =>
        Assert.Equal(agents, Planned.Of("--mode", mode, "-n", "5").Agents);

    [Fact]
    public void Plan_OptionsGiven_WinOverTheMode()
    {
        var plan = Planned.Of(
            "--mode", "auto", "--stop", "window:3", "--waves", "all", "--select", "best", "--check", "verdict", "--rounds", "2");

        Assert.Equal(("window:3", "all"), (plan.Stop.Name, plan.Waves.ToString()));
        Assert.Equal(("best", "verdict", 2), (plan.Select, plan.Check, plan.Rounds));
        Assert.Equal((32, 1), (plan.Agents, plan.Mode.Scouts));
    }

    [Fact]
    public void Plan_ModeOfOnesOwn_IsAsTheFileSays()
    {
        var plan = Planned.Of("--mode", "brief", "--config", _folder.Write("own.json", Own));

        Assert.Equal((3, "beta:.9", "1,2"), (plan.Agents, plan.Stop.Name, plan.Waves.ToString()));
        Assert.Equal(("best", "verdict", 1), (plan.Select, plan.Check, plan.Rounds));
        Assert.Equal((ReasoningEffort.Low, 2), (plan.Mode.Effort, plan.Mode.Scouts));
        Assert.True(plan.AsksConfidence && plan.Mode.ShowsReasoning);
        Assert.Equal(["direct", "cases"], plan.Mode.Strategies.Select(static s => s.Name));
    }

    [Fact]
    public void Plan_OptionsBesideAModeOfOnesOwn_WinOverTheFile()
    {
        var plan = Planned.Of(
            "--mode", "brief", "--config", _folder.Write("own.json", Own), "-n", "7", "--stop", "all", "--waves", "one",
            "--select", "vote", "--check", "none", "--rounds", "0");

        Assert.Equal((7, "all", "1"), (plan.Agents, plan.Stop.Name, plan.Waves.ToString()));
        Assert.Equal(("vote", "none", 0), (plan.Select, plan.Check, plan.Rounds));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "--select confidence")]
    [InlineData(true, "--stop confidence:.9")]
    [InlineData(true, "--stop dial")]
    [InlineData(false, "--stop beta --select best")]
    public void AsksConfidence_OfAPlan_IsWhatSomethingChosenNeeds(bool asks, string flags) =>
        Assert.Equal(asks, Planned.Of(flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AsksConfidence);

    [Fact]
    public void Plan_OfATree_SelectsByConfidenceUnlessTold()
    {
        var plan = Planned.Of("--tree", "breadth=3,beam=5,best-first");

        Assert.Equal("breadth=3,depth=3,beam=5,best-first", plan.Tree!.ToString());
        Assert.Equal("confidence", plan.Select);
        Assert.Equal("vote", Planned.Of("--tree", "default", "--select", "vote").Select);
    }

    [Fact]
    public async Task Roster_OfAuto_BeginsWithAScout()
    {
        var (auto, _) = await Planned.RosterAsync("--mode", "auto", "-n", "4");
        var (heavy, _) = await Planned.RosterAsync("-n", "4");

        Assert.Equal("direct", auto[0].Strategy);
        Assert.NotEqual("direct", heavy[0].Strategy);
        Assert.Equal(heavy.Skip(1), auto.Skip(1));
    }

    [Theory]
    [InlineData("fast", "direct")]
    [InlineData("thinking", "step-by-step")]
    public async Task Roster_OfASingleAgentMode_HasItsStrategy(string mode, string strategy)
    {
        var (cards, _) = await Planned.RosterAsync("--mode", mode, "-n", "4");

        Assert.Equal(strategy, Assert.Single(cards).Strategy);
    }

    [Fact]
    public async Task Roster_OfAModeOfOnesOwn_DealsOutItsStrategiesAfterTheScouts()
    {
        var (cards, _) = await Planned.RosterAsync("--mode", "brief", "--config", _folder.Write("own.json", Own), "-n", "6");

        Assert.Equal(["direct", "direct", "direct", "cases", "direct", "cases"], cards.Select(static c => c.Strategy));
    }
}
