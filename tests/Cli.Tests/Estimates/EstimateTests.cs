using System.Globalization;
using System.Text.Json;

namespace HeavySim.Cli.Tests.Estimates;

/// <summary>The figures of a dry run, as people and as machines read them.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-n 4")]
    [InlineData("-n 8 --check verdict --select fusion")]
    [InlineData("--mode fast")]
    [InlineData("--mode auto -n 16")]
    [InlineData("-n 4 --rounds 2")]
    [InlineData("-e sim:rate-limited -n 4")]
    public async Task DryRun_OfFewSimulatedProblems_IsTheRunItself(string flags)
    {
        string[] command = ["run", Sums.File(_folder, 20), .. flags.Split(' '), "--json"];

        var estimate = (await Invocation.InAsync(_folder, [.. command, "--dry-run"])).Json;
        var run = (await Invocation.InAsync(_folder, command)).Json;

        Assert.Equal(("simulation", 20), (estimate.GetProperty("basis").GetString(), estimate.GetProperty("problems").GetInt32()));
        var usage = run.GetProperty("usage");
        Assert.All((string[])["calls", "inputTokens", "outputTokens"], name =>
            Assert.Equal(usage.GetProperty(name).GetDouble(), estimate.GetProperty(name).GetDouble()));
        Assert.Equal(usage.GetProperty("cost").GetDouble(), estimate.GetProperty("cost").GetDouble(), 1e-9);
        Assert.Equal(["the whole run was simulated"], Assumptions(estimate));
    }

    [Fact]
    public async Task DryRun_AsText_HasTheFiguresOfTheJson()
    {
        string[] command = ["run", Sums.File(_folder, 20), "-n", "4", "--dry-run"];

        var json = (await Invocation.InAsync(_folder, [.. command, "--json"])).Json;
        var text = await Invocation.InAsync(_folder, command);

        string Figure(string name, string format) => json.GetProperty(name).GetDouble().ToString(format, CultureInfo.InvariantCulture);
        var lines = text.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("dry run: 20 problems, 4 agents; nothing was asked", lines[0]);
        Assert.StartsWith(
            $"about {Figure("calls", "N0")} calls, {Figure("inputTokens", "N0")} tokens in, {Figure("outputTokens", "N0")} out,"
            + $" cost ${Figure("cost", "0.0000")}, ",
            lines[1],
            StringComparison.Ordinal);
        Assert.Equal("- the whole run was simulated", lines[2]);
        Assert.Equal((0, "", 3), (text.ExitCode, text.Error, lines.Length));
    }

    [Fact]
    public async Task DryRun_OfManySimulatedProblems_ScalesASampleAndSaysSo()
    {
        var problems = Sums.File(_folder, 300);

        var estimate = (await Invocation.InAsync(
            _folder, "run", problems, "-n", "4", "--mode", "vote", "--open-problems", "8", "--dry-run", "--json")).Json;

        Assert.Equal(300 * 4, estimate.GetProperty("calls").GetDouble(), 1e-6);
        Assert.Equal(["64 of the 300 problems were simulated, and the figures scaled"], Assumptions(estimate));
    }

    [Fact]
    public async Task DryRun_Limited_IsOfSoManyProblems()
    {
        var problems = Sums.File(_folder, 20);

        var limited = (await Invocation.InAsync(
            _folder, "run", problems, "-n", "4", "--mode", "vote", "--limit", "5", "--dry-run", "--json")).Json;

        Assert.Equal((5, 20.0), (limited.GetProperty("problems").GetInt32(), limited.GetProperty("calls").GetDouble()));
    }

    [Theory]
    [InlineData("-n 4", 4)]
    [InlineData("--mode fast", 1)]
    [InlineData("--mode auto", 32)]
    [InlineData("-n 4 --stop lead --check verdict", 4)]
    // 1 + 2 + 2 nodes expand, each with one proposal and 4 values, and 2 ways end.
    [InlineData("--tree breadth=4,depth=3,beam=2", (5 * 5) + 2)]
    public async Task DryRun_NothingKnown_CountsEveryAgentsCall(string flags, double callsPerProblem)
    {
        var estimate = (await RealAsync(flags)).Json;

        Assert.Equal(10 * callsPerProblem, estimate.GetProperty("calls").GetDouble());
        Assert.Equal("prompts", estimate.GetProperty("basis").GetString());
        Assert.All((string[])["outputTokens", "cost", "elapsedSeconds"], name =>
            Assert.Equal(JsonValueKind.Null, estimate.GetProperty(name).ValueKind));
        Assert.InRange(estimate.GetProperty("inputTokens").GetDouble() / estimate.GetProperty("calls").GetDouble(), 200, 230);
    }

    [Fact]
    public async Task DryRun_NothingKnownButTheLongestAnswer_BoundsTheOutput()
    {
        var estimate = (await RealAsync("-n 4 --max-tokens 500")).Json;

        Assert.Equal(40 * 500, estimate.GetProperty("outputTokens").GetDouble());
        Assert.Contains("tokens out are at most --max-tokens 500 a call", Assumptions(estimate));
    }

    [Fact]
    public async Task DryRun_NothingKnownAsText_ShowsWhatIsNot()
    {
        var text = await RealAsync("-n 4", isJson: false);

        Assert.Matches(@"(?m)^about 40 calls, [\d,]+ tokens in, – out, cost –, time –$", text.Output);
        Assert.Contains("- tokens out are not known\n", text.Output, StringComparison.Ordinal);
        Assert.Contains($"is recorded in {_folder.File("heavysim.db")}: run a few problems", text.Output, StringComparison.Ordinal);
    }

    /// <summary>Nobody listens there: a single call would fail the estimate.</summary>
    private Task<Invocation> RealAsync(string flags, bool isJson = true) => Invocation.InAsync(
        _folder,
        [
            "run", Sums.File(_folder, 10), "-e", "http://localhost:9/v1", "-m", "m", "--dry-run", .. flags.Split(' '),
            .. isJson ? (string[])["--json"] : [],
        ]);

    private static IEnumerable<string?> Assumptions(JsonElement estimate) =>
        estimate.GetProperty("assumptions").EnumerateArray().Select(static a => a.GetString());
}
