using System.Collections.Concurrent;
using System.Text.Json;

namespace HeavySim.Cli.Tests.Modes;

public sealed class ModeTests
{
    private static readonly ConcurrentDictionary<(string Profile, string Mode), Task<JsonElement>> Runs = [];

    [Fact]
    public async Task Run_AutoOnEasyWorld_SpendsAThirdAtMostAtEqualAccuracy()
    {
        var (auto, full) = (await RunAsync("gsm8k-like", "auto"), await RunAsync("gsm8k-like", "heavy"));

        Assert.InRange(TokensOf(auto) / TokensOf(full), 0, 1 / 3.0);
        // The intervals over problems overlap: no difference that 200 problems could show.
        Assert.True(SelectedOf(auto).GetProperty("high").GetDouble() >= SelectedOf(full).GetProperty("value").GetDouble());
        Assert.True(SelectedOf(full).GetProperty("high").GetDouble() >= SelectedOf(auto).GetProperty("value").GetDouble());
        Assert.InRange(auto.GetProperty("dial").GetProperty("tokenShare").GetDouble() * TokensOf(full) / TokensOf(auto), 0.85, 1.15);
    }

    [Fact]
    public async Task Run_AutoOnHardWorld_TurnsTheDialHigher()
    {
        var (hard, easy) = (await RunAsync("hle-like", "auto"), await RunAsync("gsm8k-like", "auto"));

        Assert.True(AgentsOf(hard) > 2 * AgentsOf(easy), $"{AgentsOf(hard)} and {AgentsOf(easy)}");
        Assert.Equal(
            1, hard.GetProperty("dial").GetProperty("levels").EnumerateArray().Sum(static l => l.GetProperty("share").GetDouble()),
            9);
        Assert.Equal(
            [1, 4, 8, 16, 32],
            hard.GetProperty("dial").GetProperty("levels").EnumerateArray().Select(static l => l.GetProperty("agents").GetInt32()));
    }

    [Fact]
    public async Task Solve_Fast_AsksForNoReasoning()
    {
        using var folder = new ScratchFolder();

        var fast = await Invocation.InAsync(folder, "solve", "What is 2+2?", "--gold", "4", "--mode", "fast", "--json");
        var thinking = await Invocation.InAsync(folder, "solve", "What is 2+2?", "--gold", "4", "--mode", "thinking", "--json");

        Assert.Equal(JsonValueKind.Null, fast.Json.GetProperty("reasoning").ValueKind);
        Assert.Equal(JsonValueKind.String, thinking.Json.GetProperty("reasoning").ValueKind);
        Assert.Equal((1, 1), (fast.Json.GetProperty("agents").GetInt32(), thinking.Json.GetProperty("agents").GetInt32()));
        Assert.True(TokensOf(fast.Json) < TokensOf(thinking.Json) / 2);
    }

    [Fact]
    public async Task Solve_Thinking_StreamsTheReasoningBeforeTheAnswer()
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "solve", "What is 2+2?", "--gold", "4", "--mode", "thinking");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\n---\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("boxed", result.Error.Split("\n---\n")[1], StringComparison.Ordinal);
        Assert.Contains("answer: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_ModeOfOnesOwn_IsReadFromTheConfiguration()
    {
        using var folder = new ScratchFolder();
        folder.Write("heavysim.json", """{"modes":{"brief":{"agents":3,"strategies":["direct"],"effort":"low","stop":"all"}}}""");

        var result = await Invocation.InAsync(
            folder, "solve", "What is 2+2?", "--gold", "4", "--mode", "brief", "--config", "heavysim.json", "--json");

        Assert.Equal(3, result.Json.GetProperty("agents").GetInt32());
        Assert.All(
            result.Json.GetProperty("attempts").EnumerateArray(),
            static a => Assert.Equal("direct", a.GetProperty("strategy").GetString()));
    }

    [Theory]
    [InlineData("""{"modes":{"brief":{"agents":33}}}""", "agents is 1 to 32")]
    [InlineData("""{"modes":{"brief":{"agnets":3}}}""", "its fields are")]
    [InlineData("""{"modes":{"fast":{"agents":3}}}""", "built-in")]
    [InlineData("""{"modes":{}}""", "--mode is fast, thinking, heavy, vote, auto, rsa, shrink, reflect, not 'brief'")]
    public async Task Solve_WrongMode_SaysWhy(string file, string reason)
    {
        using var folder = new ScratchFolder();
        folder.Write("heavysim.json", file);

        var result = await Invocation.InAsync(folder, "solve", "x", "--mode", "brief", "--config", "heavysim.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StopAll_ShowsWhatEachRuleWouldHaveSavedAndChanged()
    {
        var report = await RunAsync("gsm8k-like", "heavy");

        var lead = report.GetProperty("stopRules").EnumerateArray().Single(static s => s.GetProperty("rule").GetString() == "lead");
        Assert.Equal(0, lead.GetProperty("change").GetProperty("value").GetDouble());
        Assert.InRange(lead.GetProperty("changed").GetDouble(), 0, 1e-9);
        Assert.InRange(lead.GetProperty("samples").GetProperty("value").GetDouble(), 16, 24);
        Assert.Contains(
            report.GetProperty("stopRules").EnumerateArray(),
            static s => s.GetProperty("rule").GetString() == "beta:0.95" && s.GetProperty("samples").GetProperty("value").GetDouble() < 8);
    }

    [Fact]
    public async Task Solve_WithTools_SaysWhoHadThem()
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "solve", "What is 2+2?", "--gold", "4", "-n", "2", "--tools", "calculator", "--json");

        Assert.All(result.Json.GetProperty("attempts").EnumerateArray(), static attempt =>
            Assert.Equal("calculator", Assert.Single(attempt.GetProperty("tools").GetProperty("offered").EnumerateArray()).GetString()));
    }

    [Theory]
    [InlineData("calculater", "Did you mean 'calculator'?")]
    [InlineData("mcp:files", "No MCP server is configured")]
    public async Task Solve_UnknownTool_IsRefusedWithTheReason(string tools, string reason)
    {
        using var folder = new ScratchFolder();

        var result = await Invocation.InAsync(folder, "solve", "x", "--tools", tools);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    /// <summary>200 problems through up to 32 agents, once for all tests.</summary>
    private static Task<JsonElement> RunAsync(string profile, string mode) => Runs.GetOrAdd((profile, mode), RecordAsync);

    private static async Task<JsonElement> RecordAsync((string Profile, string Mode) of)
    {
        using var folder = new ScratchFolder();
        var result = await Invocation.InAsync(
            folder, "run", Sums.File(folder, 200), "-e", "sim:" + of.Profile, "-n", "32", "--mode", of.Mode, "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Json;
    }

    private static double TokensOf(JsonElement document) => document.GetProperty("usage").GetProperty("outputTokens").GetInt64();

    private static double AgentsOf(JsonElement report) => report.GetProperty("dial").GetProperty("meanAgents").GetDouble();

    private static JsonElement SelectedOf(JsonElement report) => report.GetProperty("selected").GetProperty("accuracy");
}
