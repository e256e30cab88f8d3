using HeavySim.Server;
using Microsoft.Extensions.AI;

namespace HeavySim.Cli.Tests.Estimates;

public sealed class DryRunTests
{
    [Fact]
    public async Task DryRun_Simulated_IsCloseToTheRunAndRecordsNothing()
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 300), "-n", "8", "--stop", "lead", "--json"];

        var estimate = await Invocation.InAsync(folder, [.. command, "--dry-run"]);
        Assert.False(File.Exists(folder.File("heavysim.db")));
        var run = await Invocation.InAsync(folder, command);

        Assert.Equal("simulation", estimate.Json.GetProperty("basis").GetString());
        var usage = run.Json.GetProperty("usage");
        foreach (var name in (string[])["calls", "inputTokens", "outputTokens", "cost"])
            Assert.InRange(estimate.Json.GetProperty(name).GetDouble() / usage.GetProperty(name).GetDouble(), 0.8, 1.25);
        Assert.InRange(
            estimate.Json.GetProperty("elapsedSeconds").GetDouble() / run.Json.GetProperty("elapsedSeconds").GetDouble(), 0.6, 1.6);
    }

    [Fact]
    public async Task DryRun_UnknownEndpoint_AsksNobodyAndSaysWhatIsNotKnown()
    {
        using var folder = new ScratchFolder();

        // Nobody listens there: a single call would fail the run.
        var result = await Invocation.InAsync(
            folder, "run", Sums.File(folder, 10), "-n", "4", "-e", "http://localhost:9/v1", "--dry-run", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("prompts", result.Json.GetProperty("basis").GetString());
        Assert.Equal(40, result.Json.GetProperty("calls").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.Json.GetProperty("outputTokens").ValueKind);
        Assert.Contains(
            result.Json.GetProperty("assumptions").EnumerateArray(),
            static a => a.GetString()!.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DryRun_AfterARunAtTheEndpoint_RestsOnItsTokens()
    {
        using var folder = new ScratchFolder();
        using var model = new CountingModel(TimeSpan.FromMilliseconds(20));
        await using var endpoint = await ChatEndpoint.StartAsync(
            new ChatEndpointOptions { Port = 0, AcceptsAnyModelName = true }, [new ServedModel("counting", model)],
            TestContext.Current.CancellationToken);
        string[] command = ["run", Sums.File(folder, 12), "-e", endpoint.BaseUrl.ToString(), "--json"];
        await Invocation.InAsync(folder, [.. command, "-n", "2", "--limit", "3"]);
        var asked = model.Calls.Count;

        var same = await Invocation.InAsync(folder, [.. command, "-n", "2", "--dry-run"]);
        var more = await Invocation.InAsync(folder, [.. command, "-n", "4", "--dry-run"]);

        Assert.Equal(asked, model.Calls.Count);
        Assert.Equal((24.0, 240.0), (same.Json.GetProperty("calls").GetDouble(), same.Json.GetProperty("outputTokens").GetDouble()));
        Assert.Equal((48.0, 480.0), (more.Json.GetProperty("calls").GetDouble(), more.Json.GetProperty("outputTokens").GetDouble()));
        Assert.Equal("recorded run", more.Json.GetProperty("basis").GetString());
    }
}
