namespace HeavySim.EndToEnd.Tests;

/// <summary>A real run against a real server that goes away, comes back, or has not what is asked of it.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Problems = 20;
    private const int Agents = 8;

    private readonly ScratchFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ServerGoneForAWhile_WaitsAndLosesNothing()
    {
        await using var server = new UnsteadyEndpoint();

        var running = RunAsync(server);
        await UntilAsync(() => server.Requests > 40);
        await server.GoAwayAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Token);
        server.ComeBack();
        var result = await running;

        Assert.True(result.ExitCode == 0, result.Error);
        AssertWhole(server, result);
        Assert.Contains("has been away since", result.Error, StringComparison.Ordinal);
        Assert.Contains("serves again", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServerGoneForGood_EndsWithTheCauseAndGoesOnLater()
    {
        await using var server = new UnsteadyEndpoint();
        var running = RunAsync(server, "--patience", "3s");
        await UntilAsync(() => server.Requests > 40);
        await server.GoAwayAsync();

        var broken = await running;

        Assert.Equal(1, broken.ExitCode);
        Assert.Contains($"Endpoint '127.0.0.1:{server.Port}' serves nobody. It has been away for", broken.Error, StringComparison.Ordinal);
        Assert.Contains("Connection refused", broken.Error, StringComparison.Ordinal);
        Assert.EndsWith("the same command goes on.", broken.Error.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("serves again", broken.Error, StringComparison.Ordinal);
        Assert.Equal("network", broken.Json.GetProperty("cause").GetString());
        var part = (await HeavySimProcess.RunAsync(_folder.Path, "report", "outage", "--json")).Json;
        Assert.Equal(Problems, part.GetProperty("problemsInSet").GetInt32());
        Assert.InRange(part.GetProperty("unfinished").GetInt32(), 1, Problems);
        Assert.Equal(Problems * Agents, part.GetProperty("samples").GetInt32() + part.GetProperty("missingAttempts").GetInt32());

        server.ComeBack();
        var whole = await RunAsync(server);

        Assert.True(whole.ExitCode == 0, whole.Error);
        AssertWhole(server, whole);
    }

    [Fact]
    public async Task Run_ServerComesBackWithAnotherError_StopsAtOnceWithThatOne()
    {
        await using var server = new UnsteadyEndpoint();
        var running = RunAsync(server);
        await UntilAsync(() => server.Requests > 40);
        await server.GoAwayAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Token);
        server.Refusal = (401, """{"error":{"message":"the key has expired","code":"invalid_api_key"}}""");
        server.ComeBack();

        var refused = await running;

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("no key was sent with them (401: the key has expired)", refused.Error, StringComparison.Ordinal);

        server.Refusal = null;
        var whole = await RunAsync(server);

        Assert.True(whole.ExitCode == 0, whole.Error);
        AssertWhole(server, whole);
    }

    [Fact]
    public async Task Run_ServerFailsEveryCallForAWhile_LosesNothing()
    {
        await using var server = new UnsteadyEndpoint();
        var running = RunAsync(server);
        await UntilAsync(() => server.Requests > 40);
        server.Refusal = (500, """{"error":{"message":"Internal Server Error","type":"server_error"}}""");
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Token);
        server.Refusal = null;

        var result = await running;

        Assert.True(result.ExitCode == 0, result.Error);
        AssertWhole(server, result);
    }

    [Fact]
    public async Task Run_ServerKnowsNoModel_StopsAtOnceAndIsMadeWholeByTheSameCommand()
    {
        await using var server = new UnsteadyEndpoint
        {
            Refusal = (404, """{"error":{"message":"model 'sums' not found, try pulling it first","type":"not_found_error"}}"""),
        };

        var refused = await RunAsync(server);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("model 'sums' not found", refused.Error, StringComparison.Ordinal);
        Assert.InRange(server.Requests, 1, 64);

        server.Refusal = null;
        var whole = await RunAsync(server);

        Assert.True(whole.ExitCode == 0, whole.Error);
        AssertWhole(server, whole);
    }

    [Fact]
    public async Task Run_NobodyThere_IsToldWithinSecondsAndRecordsNothing()
    {
        await using var server = new UnsteadyEndpoint();
        await server.GoAwayAsync();
        var began = TimeProvider.System.GetTimestamp();

        var result = await RunAsync(server);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("It cannot be reached. It last said: No connection to", result.Error, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 30);
        var report = await HeavySimProcess.RunAsync(_folder.Path, "report", "outage", "--json");
        Assert.Equal(0, report.Json.GetProperty("problems").GetInt32());
    }

    private Task<HeavySimProcess.Result> RunAsync(UnsteadyEndpoint server, params string[] more) => HeavySimProcess.RunAsync(
        _folder.Path,
        [
            "run", Sums.File(_folder, Problems), "-e", server.Url, "-m", "sums", "-n", $"{Agents}", "-c", "8", "--name", "outage", "--json",
            .. more,
        ]);

    private static void AssertWhole(UnsteadyEndpoint server, HeavySimProcess.Result result)
    {
        Assert.Equal(Problems * Agents, result.Json.GetProperty("samples").GetInt32());
        Assert.Equal(0, result.Json.GetProperty("failed").GetInt32());
        Assert.Equal(1, result.Json.GetProperty("selected").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(Problems * Agents, server.Answered.Count);
        // An answer that was on its way when the server died, or that a second try overtook, may have been given twice.
        Assert.InRange(server.Answered.Values.Sum(), Problems * Agents, (Problems * Agents) + Agents);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        for (var i = 0; i < 1000 && !isTrue(); i++)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        Assert.True(isTrue());
    }
}
