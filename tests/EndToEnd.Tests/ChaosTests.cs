using HeavySim.Records.Store;
using HeavySim.Server;

namespace HeavySim.EndToEnd.Tests;

public sealed class ChaosTests
{
    [Fact]
    public async Task Run_ThirtyPercentOfCallsFail_EveryProblemIsSolvedOrExplainedAndNothingIsScoredWrong()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 30);
        var config = folder.Write("heavysim.json", """{"endpoints":{"chaos":{"baseUrl":"BASE","models":["sums"],"timeouts":{"idleSeconds":1,"firstTokenSeconds":1},"maxRetries":6}}}""");
        var model = new CountingModel(TimeSpan.FromMilliseconds(5));
        var mock = new MockOptions { Faults = new EveryThird() };
        await using var endpoint = await MockEndpoint.StartAsync(
            new ChatEndpointOptions { AcceptsAnyModelName = true }, [new ServedModel("sums", model)], mock, CancellationToken.None);
        File.WriteAllText(config, File.ReadAllText(config).Replace("BASE", endpoint.BaseUrl.ToString(), StringComparison.Ordinal));

        var result = await HeavySimProcess.RunAsync(
            folder.Path, "run", problems, "--endpoint", "chaos", "-n", "8", "-c", "64", "--name", "chaos", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var recorded = RunStore.OpenExisting(folder.File("heavysim.db")).Read("chaos").Problems().ToList();
        Assert.Equal(30, recorded.Count);
        Assert.All(recorded, static p =>
            Assert.True(p.Solution!.Solution.Selection.Answer is not null));
        Assert.Equal(240, result.Json.GetProperty("samples").GetInt32());
        Assert.All(recorded.SelectMany(static p => p.Attempts), static a => Assert.NotEqual(Grade.Incorrect, a.Grade));
        Assert.True(
            result.Json.GetProperty("usage").GetProperty("calls").GetInt32() > 240, "No call was made again: the faults did not strike.");
    }

    /// <summary>Three calls in ten fail, each in another way.</summary>
    private sealed class EveryThird : IFaultSource
    {
        private static readonly WireFault[] Faults =
        [
            new WireFault.RateLimited(TimeSpan.FromMilliseconds(200)),
            new WireFault.ServerError(500),
            new WireFault.HtmlPage(502),
            new WireFault.Hang(),
            new WireFault.Truncated(1),
            new WireFault.MalformedJson(1),
            new WireFault.ConnectionReset(0),
            new WireFault.ConnectionReset(2),
            new WireFault.HtmlPage(200),
        ];

        public WireFault? Next(MockRequest request) =>
            request.Number % 10 is 2 or 5 or 8 ? Faults[request.Number / 3 % Faults.Length] : null;
    }
}
