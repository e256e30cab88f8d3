using System.Text.Json.Serialization;
using HeavySim.Ensembles.Endpoints;
using HeavySim.Ensembles.Modes;

namespace HeavySim.Ensembles.Tests;

public sealed class EnsembleOptionsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenAsync_SeveralFaults_NamesEveryOne()
    {
        var options = new EnsembleOptions
        {
            Agents = 33,
            Rounds = "9",
            Quorum = 0,
            Hedge = 100,
            Concurrency = 0,
            Temperature = 2.5,
            MaxTokens = 0,
            Deadline = -1,
            AttemptDeadline = 0,
            Patience = -1,
            Stop = "never",
            Budget = "luck=1",
        };

        var error = await Assert.ThrowsAsync<EnsembleOptionsException>(() => Ensemble.OpenAsync(options));

        Assert.Equal(
            ["agents", "attemptDeadline", "budget", "concurrency", "deadline", "hedge", "maxTokens", "patience", "quorum", "rounds", "stop", "temperature"],
            error.Faults.Select(static f => f.Option).Order(StringComparer.Ordinal));
        Assert.Contains("agents is 1 to 32, not 33.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop", """{"tree":"default","stop":"lead"}""")]
    [InlineData("waves", """{"tree":"default","waves":"one"}""")]
    [InlineData("rounds", """{"tree":"default","rounds":1}""")]
    [InlineData("temperature", """{"temperature":"NaN"}""")]
    [InlineData("deadline", """{"deadline":1e999}""")]
    [InlineData("mode", """{"mode":"heavier"}""")]
    [InlineData("tree", """{"tree":"height=3"}""")]
    public async Task OpenAsync_WhatDoesNotGoTogether_IsAFaultOfThatOption(string option, string json)
    {
        var error = await Assert.ThrowsAsync<EnsembleOptionsException>(() => Ensemble.OpenAsync(EnsembleOptions.FromJson(json)));

        Assert.Equal([option], error.Faults.Select(static f => f.Option));
    }

    [Theory]
    [InlineData("""{"agent": 3}""", "agent")]
    [InlineData("""{"agents": "many"}""", "\"agents\"")]
    [InlineData("""{"checkShare": "0,1"}""", "\"checkShare\"")]
    [InlineData("""{"deadline": NaN}""", "\"deadline\"")]
    [InlineData("null", "null")]
    [InlineData("{", "line 1")]
    public void FromJson_WhatIsNoOptions_SaysWhere(string json, string said)
    {
        var error = Assert.Throws<HeavySimException>(() => EnsembleOptions.FromJson(json));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_NumbersThatAreNone_AreFaultsOfTheirOptions()
    {
        var options = new EnsembleOptions
        {
            CheckShare = double.NaN,
            Quorum = double.NaN,
            Hedge = double.PositiveInfinity,
            Temperature = double.NaN,
            Deadline = double.PositiveInfinity,
            AttemptDeadline = double.NaN,
            Patience = double.NaN,
        };

        var error = await Assert.ThrowsAsync<EnsembleOptionsException>(() => Ensemble.OpenAsync(options));

        Assert.Equal(
            ["attemptDeadline", "checkShare", "deadline", "hedge", "patience", "quorum", "temperature"],
            error.Faults.Select(static f => f.Option).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sim:", "sim:default", true)]
    [InlineData("sim: sim:hle-like", "sim:default sim:hle-like", true)]
    [InlineData("sim:", "sim:hle-like", false)]
    [InlineData("http://localhost:8000", "http://localhost:8000/v1/", true)]
    [InlineData("http://localhost:8000/v1", "http://localhost:8001/v1", false)]
    [InlineData("replay:a.jsonl", "replay:a.jsonl", true)]
    [InlineData("roster 3xsim:/m/direct/", "roster 3xsim:/m/direct/", true)]
    [InlineData("own", "other", false)]
    public void InOneForm_EndpointsWrittenOtherwise_AreTheSameWhereTheyMeanTheSame(string one, string other, bool isSame) =>
        Assert.Equal(isSame, EndpointKind.InOneForm(one) == EndpointKind.InOneForm(other));

    [Fact]
    public void FromJson_EveryField_IsRead()
    {
        var options = EnsembleOptions.FromJson("""
            {
              // As in heavysim.json, comments and a last comma are allowed.
              "agents": 4, "endpoints": ["sim:hle-like"], "models": ["m"], "seed": 7, "mode": "heavy",
              "tools": "calculator", "select": "best",
              "check": "verdict", "checkShare": 0.2,
              "rounds": 1, "stop": "beta:.9", "waves": "1,3", "deadline": 60, "attemptDeadline": 30, "quorum": 0.5, "hedge": 95, "budget": "calls=9",
              "problemBudget": "tokens=100", "concurrency": 2, "patience": 60, "temperature": 0.3, "maxTokens": 50, "config": "own.json",
              "cache": "kept", "strategies": ["plain"], "promptFile": "own.txt", "logprobs": "5", "cut": "deepconf:low",
              "threads": 2, "template": "chatml",
            }
            """);

        Assert.Equal(
            [
                "agents", "attemptDeadline", "budget", "cache", "check", "checkShare", "concurrency", "config", "cut", "deadline",
                "endpoints", "hedge", "logprobs", "maxTokens", "mode", "models", "patience", "problemBudget", "promptFile", "quorum",
                "rounds", "seed", "select",
                "stop", "strategies", "temperature", "template", "threads", "tools", "tree", "waves",
            ],
            typeof(EnsembleOptions).GetProperties()
                .Where(static p => p.GetMethod!.IsPublic
                    && p.Name != "EqualityContract" && !p.IsDefined(typeof(JsonIgnoreAttribute), inherit: false))
                .Select(static p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Order(StringComparer.Ordinal));
        Assert.Equal((4, 7, "best", 0.5, 95.0), (options.Agents, options.Seed, options.Select, options.Quorum, options.Hedge));
        Assert.Equal((50, "own.json", "kept"), (options.MaxTokens, options.Config, options.Cache));
        Assert.Equal((2, "chatml"), (options.Threads, options.Template));
        Assert.Equal(("5", "deepconf:low", 0.2), (options.Logprobs, options.Cut, options.CheckShare));
    }

    [Theory]
    [InlineData("fast", 1)]
    [InlineData("heavy", 8)]
    [InlineData("auto", 32)]
    public async Task Agents_NotGiven_AreTheModes(string mode, int agents)
    {
        await using var ensemble = await Ensemble.OpenAsync(new EnsembleOptions { Endpoints = ["sim:"], Mode = mode });

        Assert.Equal(agents, ensemble.Agents);
    }

    [Theory]
    [InlineData("{\n\"endpoints\": {", "own.json, line 2: no valid JSON.")]
    [InlineData("[]", "own.json: the file must be an object.")]
    public async Task Config_NoConfiguration_IsNamedWithItsLine(string json, string said)
    {
        var file = _folder.Write("own.json", json);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Ensemble.OpenAsync(new EnsembleOptions { Config = file }));

        Assert.EndsWith(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sim:", "sim: takes no cache")]
    [InlineData("replay:samples.jsonl", "replay: takes no cache")]
    public async Task Cache_OfWhatCostsNothing_IsRefusedAndMakesNoFolder(string endpoint, string said)
    {
        var options = new EnsembleOptions { Endpoints = [endpoint], Cache = Path.Combine(_folder.Path, "kept") };

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Ensemble.OpenAsync(options));

        Assert.StartsWith(said, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.Cache));
    }

    [Fact]
    public async Task Roster_OfTheConfigurationFile_SaysHowManyThereAre()
    {
        var file = _folder.Write(
            "own.json", """{"roster":[{"endpoint":"sim:","count":3},{"endpoint":"sim:","count":2,"strategy":"direct"}]}""");

        await using var ensemble = await Ensemble.OpenAsync(new EnsembleOptions { Config = file });
        var tooMany = await Assert.ThrowsAsync<HeavySimException>(() =>
            Ensemble.OpenAsync(new EnsembleOptions { Config = file, Agents = 6 }));

        Assert.Equal(5, ensemble.Agents);
        Assert.Contains("The roster has 5 agents", tooMany.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SolveAsync_KnownProblemTwice_IsTheSameSolution()
    {
        var problem = new Problem { Id = "p", Question = "What is 17 + 25?", Gold = "42" };
        await using var ensemble = await Ensemble.OpenAsync(
            new EnsembleOptions { Endpoints = ["sim:"], Agents = 16, Seed = 5 }, [problem], TestContext.Current.CancellationToken);
        var seen = new List<SolveEvent>();

        var first = await ensemble.SolveAsync(problem, seen.Add, TestContext.Current.CancellationToken);
        var second = await ensemble.SolveAsync(problem, watch: null, TestContext.Current.CancellationToken);

        Assert.Equal(first.Selection.Answer, second.Selection.Answer);
        Assert.Equal(first.Elapsed, second.Elapsed);
        Assert.IsType<SolveEvent.Solved>(seen[^1]);
    }
}
