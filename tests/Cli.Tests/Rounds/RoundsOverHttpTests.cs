using HeavySim.Records.Store;
using HeavySim.Server;

namespace HeavySim.Cli.Tests.Rounds;

/// <summary>Rounds at an ordinary chat endpoint.</summary>
public sealed class RoundsOverHttpTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ThinkingModel _model = new();

    public void Dispose()
    {
        _folder.Dispose();
        _model.Dispose();
    }

    [Theory]
    [InlineData("rsa:n=5,k=3,steps=3", "solution", 15, 10, 3)]
    [InlineData("shrink:4,2,1", "conclusion", 7, 3, 0)]
    [InlineData("reflect:4", "trajectory", 5, 1, 4)]
    public async Task Run_Plan_ShowsWhatItSaysAndNoThought(string plan, string kind, int calls, int later, int shown)
    {
        var run = await RunAsync(plan);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(calls, _model.Calls.Count);
        var prompts = _model.Calls.Where(static c => c.System.StartsWith("Task: aggregate.", StringComparison.Ordinal)).ToList();
        Assert.Equal(later, prompts.Count);
        Assert.All(prompts, prompt =>
        {
            var blocks = Quotation.Read(prompt.User);
            Assert.Equal("problem", blocks[0].Name);
            Assert.Equal(
                Enumerable.Range(1, blocks.Count - 1).Select(i => $"{kind} {i}"), blocks.Skip(1).Select(static b => b.Name));
            Assert.All(blocks.Skip(1), static b => Assert.Matches(@"^Conclusion \d+\.\n\nAnswer: 42$", b.Text));
            Assert.DoesNotContain(ThinkingModel.Thought, prompt.User, StringComparison.Ordinal);
            if (shown > 0)
                Assert.Equal(shown, blocks.Skip(1).Distinct().Count());
        });
        var rounds = run.Json.GetProperty("rounds");
        Assert.Equal(
            (plan, 1), (rounds.GetProperty("plan").GetString(), rounds.GetProperty("rounds")[0].GetProperty("problems").GetInt32()));
    }

    [Fact]
    public async Task Run_Shrink_EachRoundSeesAllConclusionsOfTheOneBefore()
    {
        await RunAsync("shrink:4,2,1");

        var seeds = _model.Calls.Take(4).Select(static c => $"Conclusion {c.Seed}.").Order(StringComparer.Ordinal).ToList();
        foreach (var second in _model.Calls.Skip(4).Take(2))
            Assert.Equal(seeds, Conclusions(second.User));
        Assert.Equal(
            _model.Calls.Skip(4).Take(2).Select(static c => $"Conclusion {c.Seed}.").Order(StringComparer.Ordinal),
            Conclusions(_model.Calls.Last().User));
    }

    [Fact]
    public async Task Run_CutShortInARound_GoesOnWithoutAskingTwice()
    {
        var first = await RunAsync("shrink:4,2,1", "-c", "1", "--budget", "calls=5");
        var recorded = RunStore.OpenExisting(_folder.File("heavysim.db")).Runs().Single().Attempts;

        var second = await RunAsync("shrink:4,2,1", "-c", "1");

        Assert.Contains("budget is used up", first.Error, StringComparison.Ordinal);
        Assert.Equal((5L, 0), (recorded, second.ExitCode));
        Assert.Equal(7, _model.Calls.Count);
        Assert.Equal(7, _model.Calls.Select(static c => c.Seed).Distinct().Count());
        Assert.Equal(3, second.Json.GetProperty("rounds").GetProperty("rounds").GetArrayLength());
    }

    private static IEnumerable<string> Conclusions(string user) =>
        Quotation.Read(user).Skip(1).Select(static b => b.Text.Split('\n')[0]).Order(StringComparer.Ordinal);

    private async Task<Invocation> RunAsync(string plan, params string[] flags)
    {
        await using var endpoint = await ChatEndpoint.StartAsync(
            new ChatEndpointOptions { AcceptsAnyModelName = true }, [new ServedModel("m", _model)], TestContext.Current.CancellationToken);
        var problems = _folder.Write("one.jsonl", """{"id":"a","question":"What is 17 + 25?","answer":"42"}""");
        return await Invocation.InAsync(
            _folder,
            ["run", problems, "-e", "own", "-m", "m", "--name", "one", "--rounds", plan, "--json", "--config", Config(endpoint), .. flags]);
    }

    /// <summary>The endpoint under a name of its own: it has another port each time, and the run is to go on.</summary>
    private string Config(ChatEndpoint endpoint) =>
        _folder.Write("heavysim.json", $$"""{ "endpoints": { "own": { "baseUrl": "{{endpoint.BaseUrl}}", "models": ["m"] } } }""");
}
