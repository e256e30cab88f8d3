using HeavySim.Records.Store;
using HeavySim.Server;

namespace HeavySim.EndToEnd.Tests;

public sealed class KilledRunTests
{
    private const int Problems = 60;
    private const int Agents = 8;

    [Fact]
    public async Task Run_KilledAtRandomMomentsAndResumed_AsksNoRecordedAttemptAgain()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, Problems);
        var model = new CountingModel(TimeSpan.FromMilliseconds(60));
        await using var endpoint = await ChatEndpoint.StartAsync(
            new ChatEndpointOptions { AcceptsAnyModelName = true }, [new ServedModel("sums", model)], CancellationToken.None);
        string[] command = [
            "run", problems, "--endpoint", endpoint.BaseUrl.ToString(), "--model", "sums", "-n", $"{Agents}", "-c", "16", "--name",
            "killed", "--json"];
        var store = folder.File("heavysim.db");
        var moments = RandomKey.Of(7).With("kills").Open();
        var protectedCalls = new Dictionary<(string, long), int>();

        for (var kill = 0; kill < 6; kill++)
        {
            using var process = HeavySimProcess.Start(folder.Path, command);
            await Task.Delay(600 + moments.NextInt(1200), TestContext.Current.CancellationToken);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            // What is recorded now must never be asked again.
            foreach (var key in RecordedKeys(store))
                protectedCalls.TryAdd(key, model.Calls[key]);
        }

        var result = await HeavySimProcess.RunAsync(folder.Path, command);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Problems, result.Json.GetProperty("problems").GetInt32());
        Assert.Equal(Problems * Agents, result.Json.GetProperty("samples").GetInt32());
        Assert.Equal(1, result.Json.GetProperty("selected").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.All(protectedCalls, call => Assert.Equal(call.Value, model.Calls[call.Key]));
        var recorded = RunStore.OpenExisting(store).Read("killed").Problems().ToList();
        Assert.Equal(Problems, recorded.Select(static p => p.Problem.Id).Distinct().Count());
        Assert.All(recorded, static p => Assert.Equal(Agents, p.Attempts.Count));
        Assert.All(recorded, static p => Assert.NotNull(p.Solution));
    }

    private static IEnumerable<(string, long)> RecordedKeys(string store)
    {
        // Killed before it had begun to record: there is no store yet, or one without its tables.
        if (!File.Exists(store) || !RunStore.Open(store).Runs().Any())
            yield break;

        foreach (var problem in RunStore.Open(store).Read("killed").Problems())
        {
            foreach (var attempt in problem.Attempts)
                yield return (
                    problem.Problem.Question, RandomKey.Of(1).With(problem.Problem.Id).With(attempt.Attempt.Agent.Index)
                        .With(attempt.Attempt.Sample).ToSeed());
        }
    }
}
