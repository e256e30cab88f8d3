using HeavySim.Records.Store;

namespace HeavySim.Cli.Tests.Rounds;

/// <summary>Rounds on the command line, with simulated agents.</summary>
public sealed class RoundsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_MoreAgentsThanThePlan_ReportsTheVoteAtEqualTokens()
    {
        var run = await RunAsync("-n", "16", "--rounds", "shrink:8,2,1");
        var text = await Invocation.InAsync(_folder, "report");

        Assert.True(run.ExitCode == 0, run.Error);
        var rounds = run.Json.GetProperty("rounds");
        Assert.Equal(
            [8, 2, 1],
            rounds.GetProperty("rounds").EnumerateArray().Select(static r => Math.Round(r.GetProperty("attempts").GetDouble())));
        Assert.InRange(rounds.GetProperty("equalSamples").GetDouble(), 9, 13);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, rounds.GetProperty("voteAtEqualTokens").ValueKind);
        // Independent attempts alone are samples, and make the curve.
        Assert.Equal((40 * 16, 16), (run.Json.GetProperty("samples").GetInt32(), run.Json.GetProperty("curve").GetArrayLength()));
        Assert.Contains("rounds shrink:8,2,1\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("at equal tokens the vote of 1", text.Output, StringComparison.Ordinal);
        Assert.Contains("vote over the last round: ", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shrink:8,2,1", "Give more agents (-n), or 'heavysim compare'")]
    [InlineData("rsa:n=8,k=2,steps=8", "more than the 32 agents of a run: 'heavysim compare'")]
    public async Task Report_TooFewSamplesForEqualTokens_SaysSo(string plan, string said)
    {
        var run = await RunAsync("--rounds", plan);
        var text = await Invocation.InAsync(_folder, "report");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("rounds").GetProperty("voteAtEqualTokens").ValueKind);
        Assert.Contains("no vote at equal tokens: it takes ", text.Output, StringComparison.Ordinal);
        Assert.Contains(said, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SeveralTimes_FirstRoundIsThatOfAVoteAndTheDigestIsTheSame()
    {
        var rounds = await RunAsync("--rounds", "shrink:8,2,1", "--store", "a.db");
        await RunAsync("--rounds", "shrink:8,2,1", "--store", "b.db");
        var vote = await RunAsync("-n", "8", "--store", "c.db");

        Assert.Equal(Digest("a.db"), Digest("b.db"));
        Assert.Equal($"{vote.Json.GetProperty("curve")}", $"{rounds.Json.GetProperty("curve")}");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, vote.Json.GetProperty("rounds").ValueKind);
    }

    [Fact]
    public async Task Run_CutShortInTheMiddleOfRounds_HasTheDigestOfTheRunLeftAlone()
    {
        string[] flags = ["--rounds", "rsa:n=4,k=2,steps=3"];
        await RunAsync([.. flags, "--store", "whole.db"]);
        await RunAsync([.. flags, "--store", "cut.db"]);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File("cut.db")};Pooling=False"))
        {
            connection.Open();
            using var cut = connection.CreateCommand();
            cut.CommandText = "DELETE FROM solutions WHERE problem % 3 = 1; DELETE FROM attempts WHERE problem % 3 = 1 AND round > 1";
            cut.ExecuteNonQuery();
        }

        await RunAsync([.. flags, "--store", "cut.db"]);

        Assert.Equal(Digest("whole.db"), Digest("cut.db"));
    }

    [Fact]
    public async Task Export_OwnForm_KeepsTheRoundsAndAnImportDoesNotMixThem()
    {
        await RunAsync("--rounds", "shrink:4,1");

        await Invocation.InAsync(_folder, "export", "one", "--out", "one.jsonl");
        var imported = await Invocation.InAsync(_folder, "import", _folder.File("one.jsonl"), "--store", "imported.db", "--json");

        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Equal(4, imported.Json.GetProperty("samplesPerProblem").GetInt32());
        Assert.Contains(
            RunStore.OpenExisting(_folder.File("imported.db")).Read().Problems().SelectMany(static p => p.Attempts),
            static a => a.Attempt.Round == 1);
    }

    [Fact]
    public async Task Report_Regrade_CountsTheVoteOfTheLastRound()
    {
        var run = await RunAsync("--rounds", "shrink:8,3");

        var again = await Invocation.InAsync(_folder, "report", "one", "--regrade", "--json");

        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal($"{run.Json.GetProperty("selected")}", $"{again.Json.GetProperty("selected")}");
        Assert.Equal($"{run.Json.GetProperty("rounds")}", $"{again.Json.GetProperty("rounds")}");
    }

    [Fact]
    public async Task Report_HtmlAndMarkdown_HaveTheRounds()
    {
        await RunAsync("-n", "16", "--rounds", "shrink:8,2,1");

        await Invocation.InAsync(_folder, "report", "--html", "page.html", "--markdown", "page.md");

        Assert.Contains("<section id=\"rounds\"><h2>Rounds</h2>", File.ReadAllText(_folder.File("page.html")), StringComparison.Ordinal);
        var markdown = File.ReadAllText(_folder.File("page.md"));
        Assert.Contains("## Rounds", markdown, StringComparison.Ordinal);
        Assert.Contains("| vote at equal tokens |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_Rounds_AreRowsOfTheirOwn()
    {
        var grid = _folder.Write(
            "grid.json",
            $$"""{"problems": "{{Path.GetFileName(Sums.File(_folder, 20))}}", "agents": [2, 8], "rounds": ["0", "shrink:4,1"]}""");

        var sweep = await Invocation.InAsync(_folder, "sweep", grid, "--json");

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        Assert.Equal(
            [("0", 2), ("0", 8), ("shrink:4,1", 4)],
            sweep.Json.GetProperty("rows").EnumerateArray().Select(static r => r.GetProperty("cell"))
                .Select(static c => (c.GetProperty("rounds").GetString()!, c.GetProperty("agents").GetInt32())));
        Assert.Equal(2, sweep.Json.GetProperty("runs").GetArrayLength());
    }

    [Theory]
    [InlineData("rsa", "rsa:n=16,k=4,steps=10", 16)]
    [InlineData("shrink", "shrink:16,4,1", 16)]
    [InlineData("reflect", "reflect:8", 8)]
    public async Task Mode_OfRounds_IsThePlanWithItsAgents(string mode, string plan, int agents)
    {
        var run = await Invocation.InAsync(_folder, "run", Sums.File(_folder, 1), "--mode", mode, "--json");

        Assert.Equal(
            (plan, agents),
            (run.Json.GetProperty("rounds").GetProperty("plan").GetString(), run.Json.GetProperty("curve").GetArrayLength()));
    }

    [Fact]
    public async Task Solve_Rounds_ToldInTextAndDocument()
    {
        var text = await Invocation.OfAsync("solve", "What is 2 + 2?", "--gold", "4", "--rounds", "shrink:3,1");
        var json = await Invocation.OfAsync("solve", "What is 2 + 2?", "--gold", "4", "--rounds", "shrink:3,1", "--json");

        Assert.Contains("2 rounds of 3, 1 attempts", text.Output, StringComparison.Ordinal);
        Assert.Equal(3, json.Json.GetProperty("agents").GetInt32());
        Assert.Equal(
            [0, 0, 0, 1], json.Json.GetProperty("attempts").EnumerateArray().Select(static a => a.GetProperty("round").GetInt32()));
    }

    [Fact]
    public async Task DryRun_Rounds_CountsTheirCalls()
    {
        string[] command = ["run", Sums.File(_folder, 10), "--rounds", "shrink:4,2,1", "--json"];

        var estimate = await Invocation.InAsync(_folder, [.. command, "--dry-run"]);

        Assert.Equal(70, estimate.Json.GetProperty("calls").GetDouble());
    }

    [Theory]
    [InlineData("--rounds shrink:16,4,1 -n 8", "--agents is too few for the rounds shrink:16,4,1, which begin with 16 agents, not 8.")]
    [InlineData("--rounds debate", "--rounds cannot be 'debate': there is no plan of rounds 'debate'.")]
    [InlineData("--rounds reflect --stop lead", "--stop is all for the rounds reflect:8")]
    [InlineData("--rounds reflect --mode auto", "--stop is all for the rounds reflect:8")]
    [InlineData("--rounds reflect --mode fast", "--mode is too few for the rounds reflect:8")]
    [InlineData("--rounds reflect --tree default", "--rounds cannot be combined with a tree")]
    public async Task Run_WhatDoesNotGoTogether_IsRefused(string flags, string said)
    {
        var refused = await Invocation.InAsync(_folder, ["run", Sums.File(_folder, 1), .. flags.Split(' ')]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
    }

    private string Digest(string store) => RunStore.OpenExisting(_folder.File(store)).Read().Digest();

    private Task<Invocation> RunAsync(params string[] flags) =>
        Invocation.InAsync(_folder, ["run", Sums.File(_folder, 40), "-e", "sim:hle-like", "--name", "one", "--json", .. flags]);
}
