using System.Text.Json;

namespace HeavySim.Cli.Tests.Modes;

public sealed class TreeTests
{
    [Fact]
    public async Task Run_GameOf24_TreeBeatsChainAtNoMoreTokens()
    {
        using var folder = new ScratchFolder();
        var problems = Puzzles(folder, 300);

        var tree = await RunAsync(folder, problems, "--tree", "breadth=4,depth=3,beam=2", "-n", "8");
        var chain = await RunAsync(folder, problems, "-n", "32");

        Assert.True(TokensOf(tree) <= TokensOf(chain), $"{TokensOf(tree)} and {TokensOf(chain)}");
        Assert.True(
            AccuracyOf(tree).GetProperty("low").GetDouble() > AccuracyOf(chain).GetProperty("high").GetDouble(),
            $"{AccuracyOf(tree)} and {AccuracyOf(chain)}");
        Assert.Equal(0, tree.GetProperty("curve").GetArrayLength());
    }

    [Fact]
    public async Task Report_Tree_ShowsNodesValuesAndTokens()
    {
        using var folder = new ScratchFolder();
        await RunAsync(folder, Puzzles(folder, 2), "--tree", "breadth=3,depth=3,beam=2");

        var text = await Invocation.InAsync(folder, "report", "--tree", "puzzle/1");
        var json = await Invocation.InAsync(folder, "report", "--tree", "puzzle/1", "--json");
        var missing = await Invocation.InAsync(folder, "report", "--tree", "nothing");

        Assert.Contains("Step 1: follow route", text.Output, StringComparison.Ordinal);
        Assert.Contains("tokens)", text.Output, StringComparison.Ordinal);
        var nodes = json.Json.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal("expanded", nodes[0].GetProperty("state").GetString());
        Assert.All(nodes.Skip(1), static n => Assert.InRange(n.GetProperty("value").GetDouble(), 0, 1));
        Assert.Equal(2, nodes.Count(static n => n.GetProperty("state").GetString() is "answered" or "ended"));
        Assert.Equal(
            json.Json.GetProperty("usage").GetProperty("outputTokens").GetInt64(),
            nodes.Sum(static n => n.GetProperty("usage").GetProperty("outputTokens").GetInt64()));
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("no problem", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AdaptiveTree_SaysWhichModelGaveWhichAnswer()
    {
        using var folder = new ScratchFolder();
        await RunAsync(folder, Puzzles(folder, 2), "--tree", "ab:calls=9", "-m", "one", "-m", "two");

        var text = await Invocation.InAsync(folder, "report", "--tree", "puzzle/1");
        var json = await Invocation.InAsync(folder, "report", "--tree", "puzzle/1", "--json");

        Assert.Contains("fresh answer by one", text.Output, StringComparison.Ordinal);
        Assert.Contains("answers, ", text.Output, StringComparison.Ordinal);
        var nodes = json.Json.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(10, nodes.Count);
        Assert.All(nodes.Skip(1), static n => Assert.Contains(n.GetProperty("model").GetString(), (string[])["one", "two"]));
        Assert.Equal(
            9,
            json.Json.GetProperty("arms").EnumerateArray()
                .Sum(static a => a.GetProperty("fresh").GetInt32() + a.GetProperty("improved").GetInt32()));
    }

    [Fact]
    public async Task Run_TreeTwice_IsTheSameAndResumes()
    {
        using var folder = new ScratchFolder();
        var problems = Puzzles(folder, 20);

        await RunAsync(folder, problems, "--tree", "default", "--name", "one", "--store", "one.db");
        await RunAsync(folder, problems, "--tree", "default", "--name", "two", "--store", "two.db");
        var again = await RunAsync(folder, problems, "--tree", "default", "--name", "one", "--store", "one.db");
        var one = await Invocation.InAsync(folder, "report", "--store", "one.db", "--digest");
        var two = await Invocation.InAsync(folder, "report", "--store", "two.db", "--digest");

        Assert.Equal(one.Output, two.Output);
        Assert.Equal(0, again.GetProperty("elapsedSeconds").GetDouble());
    }

    [Theory]
    [InlineData("--tree breadth=99", "breadth=1..32")]
    [InlineData("--tree default --stop lead", "--stop cannot be combined")]
    public async Task Solve_WrongTree_SaysWhy(string arguments, string reason)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, ["solve", "x", .. arguments.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Four numbers, no two puzzles alike; the simulated model's chance at one does not depend on whether it can be done.
    /// </summary>
    private static string Puzzles(ScratchFolder folder, int count) =>
        folder.Write("puzzles.jsonl", string.Concat(Enumerable.Range(0, count).Select(static i => Puzzle(i) + "\n")));

    private static string Puzzle(int i) => JsonSerializer.Serialize(new
    {
        id = $"puzzle/{i}",
        question = $"{1 + (i % 9)} {1 + (i / 9 % 9)} {1 + (i / 81)} {4 + (i % 7)}",
        answer = "24",
    });

    private static async Task<JsonElement> RunAsync(ScratchFolder folder, string problems, params string[] options)
    {
        var result = await Invocation.InAsync(folder, ["run", problems, "-e", "sim:game24", "--mode", "vote", "--json", .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Json;
    }

    private static long TokensOf(JsonElement report) =>
        report.GetProperty("usage").GetProperty("outputTokens").GetInt64() + report.GetProperty("usage").GetProperty("inputTokens")
            .GetInt64();

    private static JsonElement AccuracyOf(JsonElement report) => report.GetProperty("selected").GetProperty("accuracy");
}
