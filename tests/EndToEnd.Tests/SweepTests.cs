using System.Text.Json;

namespace HeavySim.EndToEnd.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_GridWithoutChecks_IsReadOffOneRunAndAgreesWithIt()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(folder, """ "agents": [1, 4, 8], "stopRules": ["all", "lead"], "selectors": ["vote"] """);

        var sweep = await HeavySimProcess.RunAsync(folder.Path, "sweep", grid, "--json");
        var run = await HeavySimProcess.RunAsync(folder.Path, "report", "--json");

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
        var grid = Grid(folder, """ "agents": [2, 4], "checks": ["none", "verdict"], "selectors": ["vote", "bayes"], "seeds": [1, 2] """);

        var first = await HeavySimProcess.RunAsync(folder.Path, "sweep", grid, "--json");
        var digest = await HeavySimProcess.RunAsync(folder.Path, "report", "--digest");
        var second = await HeavySimProcess.RunAsync(folder.Path, "sweep", grid, "--json");
        var again = await HeavySimProcess.RunAsync(folder.Path, "report", "--digest");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(digest.Output, again.Output);
        Assert.Equal(16, first.Json.GetProperty("rows").GetArrayLength());
        // One run for each seed without checks; with checks, one for each seed and number of agents.
        Assert.Equal(2 + 4, first.Json.GetProperty("runs").GetArrayLength());
        Assert.Contains(first.Json.GetProperty("rows").EnumerateArray(), static r => r.GetProperty("front").EnumerateArray().Any(static f => f.GetString() == "tokens"));
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

        var result = await HeavySimProcess.RunAsync(folder.Path, "sweep", Grid(folder, lists));

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string Grid(ScratchFolder folder, string lists)
    {
        var problems = JsonSerializer.Serialize(Path.GetFileName(Sums.File(folder, 30)));
        return folder.File("grid.json", $$"""{ "problems": {{problems}}, {{lists}} }""");
    }
}
