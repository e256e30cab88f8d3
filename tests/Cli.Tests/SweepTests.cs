using System.Text.Json;

namespace HeavySim.Cli.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_GridWithoutChecks_IsReadOffOneRunAndAgreesWithIt()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(folder, """ "agents": [1, 4, 8], "stopRules": ["all", "lead"], "selectors": ["vote"] """);

        var sweep = await Invocation.InAsync(folder, "sweep", grid, "--json");
        var run = await Invocation.InAsync(folder, "report", "--json");

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        Assert.Single(sweep.Json.GetProperty("runs").EnumerateArray());
        Assert.Equal(6, sweep.Json.GetProperty("rows").GetArrayLength());
        foreach (var row in sweep.Json.GetProperty("rows").EnumerateArray())
        {
            var agents = row.GetProperty("cell").GetProperty("agents").GetInt32();
            var recorded = run.Json.GetProperty("curve")[agents - 1].GetProperty("majority").GetProperty("value").GetDouble();
            Assert.Equal(recorded, row.GetProperty("accuracy").GetProperty("value").GetDouble(), 1e-9);
        }
    }

    [Fact]
    public async Task Sweep_Again_AsksNothingAndSaysTheSame()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(folder, """ "agents": [2, 4], "checks": ["none", "verdict"], "selectors": ["vote", "best"], "seeds": [1, 2] """);

        var first = await Invocation.InAsync(folder, "sweep", grid, "--json");
        var digest = await Invocation.InAsync(folder, "report", "--digest");
        var second = await Invocation.InAsync(folder, "sweep", grid, "--json");
        var again = await Invocation.InAsync(folder, "report", "--digest");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(digest.Output, again.Output);
        Assert.Equal(16, first.Json.GetProperty("rows").GetArrayLength());
        // One run for each seed without checks; with checks, one for each seed and number of agents.
        Assert.Equal(2 + 4, first.Json.GetProperty("runs").GetArrayLength());
        Assert.Contains(
            first.Json.GetProperty("rows").EnumerateArray(),
            static r => r.GetProperty("front").EnumerateArray().Any(static f => f.GetString() == "tokens"));
    }

    [Fact]
    public async Task Sweep_SelectorsShareARun_EachPaysForWhatItReads()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(
            folder, """ "profiles": ["hle-like"], "agents": [6], "checks": ["none", "verdict"], "selectors": ["vote", "best"] """);

        var sweep = await Invocation.InAsync(folder, "sweep", grid, "--json");

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        var rows = sweep.Json.GetProperty("rows").EnumerateArray().ToDictionary(static r => (Text(r, "check"), Text(r, "selector")));
        var checkedRun = await Invocation.InAsync(folder, "report", rows[("verdict", "vote")].GetProperty("run").GetString()!, "--json");
        var usage = checkedRun.Json.GetProperty("usage");
        var samples = rows[("none", "vote")];
        foreach (var expense in (string[])["outputTokens", "cost"])
        {
            // The verdicts were asked for once, for both rows: who reads them pays for them, who does not pays for the samples alone.
            Assert.Equal(usage.GetProperty(expense).GetDouble() / 30, rows[("verdict", "best")].GetProperty(expense).GetDouble(), 1e-6);
            Assert.Equal(samples.GetProperty(expense).GetDouble(), rows[("verdict", "vote")].GetProperty(expense).GetDouble(), 1e-6);
            Assert.True(rows[("verdict", "best")].GetProperty(expense).GetDouble() > samples.GetProperty(expense).GetDouble());
        }

        Assert.True(
            rows[("verdict", "best")].GetProperty("seconds").GetDouble() > rows[("verdict", "vote")].GetProperty("seconds").GetDouble());

        static string Text(JsonElement row, string name) => row.GetProperty("cell").GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task Sweep_SelectorsThatAreNoVote_HaveTheirCurvesOverTheirAgents()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(
            folder, """ "agents": [3, 6], "checks": ["none", "verdict"], "selectors": ["vote", "best", "confidence"] """);

        var sweep = await Invocation.InAsync(folder, "sweep", grid, "--json");
        var text = await Invocation.InAsync(folder, "sweep", grid);

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        foreach (var row in sweep.Json.GetProperty("rows").EnumerateArray())
        {
            var (cell, curve) = (row.GetProperty("cell"), row.GetProperty("curve").EnumerateArray().ToList());
            if (cell.GetProperty("selector").GetString() == "vote")
            {
                Assert.Empty(curve);
                continue;
            }

            var agents = cell.GetProperty("agents").GetInt32();
            Assert.Equal(
                agents == 3 ? [1, 2, 3] : [1, 2, 4, 6], curve.Select(static p => p.GetProperty("agents").GetInt32()));
            // With all its agents a selector makes what the row says, also where these are the first of a larger run's.
            Assert.Equal(
                row.GetProperty("accuracy").GetProperty("value").GetDouble(),
                curve[^1].GetProperty("accuracy").GetProperty("value").GetDouble(), 1e-12);
        }

        Assert.Contains("k = 4 %", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_NobodyChecked_SelectorsThatChooseAsTheVoteAreTheVote()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(
            folder, """ "profiles": ["hle-like"], "agents": [1, 3, 5, 12], "selectors": ["vote", "best", "fusion"] """);

        var sweep = await Invocation.InAsync(folder, "sweep", grid, "--json");

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        var rows = sweep.Json.GetProperty("rows").EnumerateArray().ToList();
        foreach (var row in rows)
        {
            var (agents, selector) = (Of(row, "agents").GetInt32(), Of(row, "selector").GetString());
            var vote = rows.Single(r => Of(r, "agents").GetInt32() == agents && Of(r, "selector").GetString() == "vote");
            if (selector == "best")
                Assert.Equal(Accuracy(vote), Accuracy(row));
            // What votes alone tell of skill moves a few choices at most.
            Assert.Equal(Accuracy(vote), Accuracy(row), .07);
            foreach (var expense in (string[])["outputTokens", "cost", "seconds", "samples"])
                Assert.Equal(vote.GetProperty(expense).GetDouble(), row.GetProperty(expense).GetDouble());
        }

        static JsonElement Of(JsonElement row, string name) => row.GetProperty("cell").GetProperty(name);

        static double Accuracy(JsonElement row) => row.GetProperty("accuracy").GetProperty("value").GetDouble();
    }

    [Theory]
    [InlineData(
        """ "checks": ["none", "verdcit"] """,
        "--check cannot be 'verdcit': There is no cross-check 'verdcit'. Did you mean 'verdict'?")]
    [InlineData(""" "selectors": ["vote", "bst"] """, "--select cannot be 'bst': There is no selector 'bst'. Did you mean 'best'?")]
    [InlineData(""" "selectors": ["vote", "learned:no.json"] """, "no.json")]
    [InlineData(""" "agents": [4, 0] """, "\"agents\" have to be 1 or more, not 0.")]
    [InlineData(""" "agents": [4, "x"] """, "\"agents[1]\" has to be a whole number (line 1).")]
    [InlineData(""" "limit": 0 """, "\"limit\" has to be 1 or more, not 0.")]
    [InlineData(""" "agent": [4] """, "there is no field \"agent\". Did you mean 'agents'?")]
    public async Task Sweep_WrongGrid_IsRefusedBeforeAnythingRuns(string lists, string message)
    {
        using var folder = new ScratchFolder();

        var sweep = await Invocation.InAsync(folder, "sweep", Grid(folder, lists));

        Assert.Equal(2, sweep.ExitCode);
        Assert.Contains(message, sweep.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("run 1", sweep.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", sweep.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("heavysim.db")));
    }

    [Fact]
    public async Task Sweep_VotesAndStopRules_HaveNoCurvesOfSelectors()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(
            folder, """ "agents": [4], "stopRules": ["lead"], "checks": ["verdict"], "selectors": ["vote", "best"] """);

        var sweep = await Invocation.InAsync(folder, "sweep", grid, "--json");
        var text = await Invocation.InAsync(folder, "sweep", grid);

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        Assert.All(sweep.Json.GetProperty("rows").EnumerateArray(), static r => Assert.Empty(r.GetProperty("curve").EnumerateArray()));
        Assert.DoesNotContain("k = 4 %", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "agents": [0] """)]
    [InlineData(""" "agents": [] """)]
    [InlineData(""" "colours": [1] """)]
    [InlineData(""" "selectors": ["coin"] """)]
    [InlineData(""" "stopRules": ["sometimes"] """)]
    [InlineData(""" "options": ["--agnets", "4"] """)]
    public async Task Sweep_WrongGrid_IsBadUsage(string lists)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "sweep", Grid(folder, lists));

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string Grid(ScratchFolder folder, string lists)
    {
        var problems = JsonSerializer.Serialize(Path.GetFileName(Sums.File(folder, 30)));
        return folder.Write("grid.json", $$"""{ "problems": {{problems}}, {{lists}} }""");
    }
}
