using System.Runtime.CompilerServices;
using HeavySim.Server;
using Microsoft.Extensions.AI;

namespace HeavySim.EndToEnd.Tests;

/// <summary>HEAVYSIM_LOG and solve --cache: what goes over to endpoints, and what need not.</summary>
public sealed class LogTests
{
    private const string Key = "sk-proj-0123456789abcdefghij";

    [Fact]
    public async Task Run_WithALog_IsTheSameRun()
    {
        using var folder = new ScratchFolder();
        string[] run = ["run", Sums.File(folder, 20), "-n", "4", "--name", "r"];

        var plain = await HeavySimProcess.RunAsync(folder.Path, [.. run, "--store", "plain.db"]);
        var logged = await HeavySimProcess.RunAsync(folder.Path, Log("debug:calls.log"), [.. run, "--store", "logged.db"]);

        Assert.Equal((plain.Output, 0), (logged.Output, logged.ExitCode));
        Assert.Equal(await DigestAsync(folder, "plain.db"), await DigestAsync(folder, "logged.db"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "calls.log"), TestContext.Current.CancellationToken);
        Assert.True(lines.Count(static l => l.EndsWith(" GetStreamingResponseAsync completed.", StringComparison.Ordinal)) >= 70);
        Assert.DoesNotContain(lines, static l => l.Contains(CountingModel.Question(1, 17), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Solve_TraceOfAHostileModel_ReachesStandardErrorSafeAndWithoutTheKey()
    {
        using var folder = new ScratchFolder();
        await using var endpoint = await ChatEndpoint.StartAsync(new ChatEndpointOptions { AcceptsAnyModelName = true },
            [new ServedModel("m", new HostileModel())], CancellationToken.None);
        var environment = new Dictionary<string, string> { ["HEAVYSIM_LOG"] = "trace", ["OPENAI_API_KEY"] = Key };

        var solved = await HeavySimProcess.RunAsync(folder.Path, environment, "solve", "2+2?", "-n", "2", "-e", endpoint.BaseUrl.ToString(),
            "--model", "m");

        Assert.True(solved.ExitCode == 0, solved.Error);
        Assert.Contains("my key: [key]", solved.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, solved.Error + solved.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(solved.Error, static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        Assert.DoesNotContain('\u202E', solved.Error);
        Assert.DoesNotContain("invoked", solved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_UnknownLevel_IsBadUsage()
    {
        using var folder = new ScratchFolder();

        var refused = await HeavySimProcess.RunAsync(folder.Path, Log("loud"), "solve", "2+2?", "-n", "1");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("HEAVYSIM_LOG", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_CacheAndTheSameQuestionAgain_AsksTheEndpointOnce()
    {
        using var folder = new ScratchFolder();
        var model = new CountingModel(TimeSpan.FromMilliseconds(5));
        await using var endpoint = await ChatEndpoint.StartAsync(new ChatEndpointOptions { AcceptsAnyModelName = true },
            [new ServedModel("sums", model)], CancellationToken.None);
        string[] solve = ["solve", CountingModel.Question(17, 25), "-n", "6", "--stop", "all", "-e", endpoint.BaseUrl.ToString(), "--model",
            "sums", "--cache", "kept", "--json"];

        var first = await HeavySimProcess.RunAsync(folder.Path, solve);
        var again = await HeavySimProcess.RunAsync(folder.Path, solve);
        var other = await HeavySimProcess.RunAsync(folder.Path, [.. solve, "--seed", "2"]);

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(first.Json.GetProperty("answer").ToString(), again.Json.GetProperty("answer").ToString());
        // Six agents, six answers of their own, under each seed of the command.
        Assert.Equal((12, 12), (model.Calls.Count, model.Calls.Values.Sum()));
        Assert.Equal(0, other.ExitCode);
    }

    [Fact]
    public async Task Solve_CacheOfASimulation_IsRefused()
    {
        using var folder = new ScratchFolder();

        var refused = await HeavySimProcess.RunAsync(folder.Path, "solve", "2+2?", "-n", "1", "-e", "sim:", "--cache", "kept");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("sim: takes no cache", refused.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Log(string value) => new() { ["HEAVYSIM_LOG"] = value };

    private static async Task<string> DigestAsync(ScratchFolder folder, string store)
    {
        var digest = await HeavySimProcess.RunAsync(folder.Path, "report", "r", "--store", store, "--digest");
        Assert.True(digest.ExitCode == 0, digest.Error);
        return digest.Output.Trim();
    }

    private sealed class HostileModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant,
                $"\u001b[2J\u009b31m\u202e\u0007 my key: {Key}\r\nAnswer: 4")) { FinishReason = ChatFinishReason.Stop });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
