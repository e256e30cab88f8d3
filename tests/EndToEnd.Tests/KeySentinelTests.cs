using System.Runtime.CompilerServices;
using System.Text;
using HeavySim.Server;
using Microsoft.Extensions.AI;

namespace HeavySim.EndToEnd.Tests;

/// <summary>
/// A model that says the key of its endpoint wherever it says anything: no file, page, export, log or line of a command has it, nor a
/// piece of it of eight characters.
/// </summary>
public sealed class KeySentinelTests : IDisposable
{
    private const string Secret = "Zq7Wm3Xv9Kd2Lt5Rb8Hn4";
    private const string Key = "sk-proj-" + Secret;
    private const int Piece = 8;

    private readonly ScratchFolder _folder = new();
    private readonly StringBuilder _said = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ModelThatSaysTheKey_LeavesItNowhere()
    {
        var model = new LeakyModel();
        await using var endpoint = await ChatEndpoint.StartAsync(
            new ChatEndpointOptions { AcceptsAnyModelName = true }, [new ServedModel("m", model)], CancellationToken.None);
        string[] at = ["-e", endpoint.BaseUrl.ToString(), "-m", "m"];

        await SayAsync(
            ["run", Sums.File(_folder, 4), "-n", "3", "--tools", "calculator", "--check", "verdict:1", "--stop", "all", "--name", "r", .. at]);
        await SayAsync(["solve", "What is 2 + 2?", "-n", "3", "--mode", "thinking", "--cache", "kept", .. at]);
        await SayAsync(["solve", "What is 2 + 2?", "-n", "3", "--cache", "kept", "--json", .. at]);
        await SayAsync(["report", "r", "--html", "page.html"]);
        await SayAsync(["report", "r", "--json"]);
        foreach (var format in (string[])["own", "lm-eval", "inspect"])
            await SayAsync(["export", "r", "--format", format, "--out", $"{format}.jsonl"]);

        AssertNowhere();
        var exported = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "own.jsonl"), TestContext.Current.CancellationToken);
        foreach (var kept in (string[])["Said by text: [key], [key]***, ...[key]", "1 + [key]", "incorrect [key]"])
            Assert.Contains(kept, exported, StringComparison.Ordinal);
        Assert.Contains("[key]", await File.ReadAllTextAsync(
            Path.Combine(_folder.Path, "page.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Run_ServerThatRefusesWithTheKey_LeavesItNowhere(int status)
    {
        await using var server = new UnsteadyEndpoint();
        server.Refusal = (status, $$$"""{"error":{"message":"what is {{{Key}}}, or {{{Key[..^4]}}}***, or ***{{{Secret[3..]}}}?"}}""");

        await SayAsync(
            ["run", Sums.File(_folder, 4), "-n", "2", "--patience", "0", "--name", "r", "-e", server.Url, "-m", "m"], exitCode: 1);
        await SayAsync(["solve", "What is 2 + 2?", "-n", "2", "--patience", "0", "-e", server.Url, "-m", "m"], exitCode: 1);

        AssertNowhere();
        Assert.Contains("[key]", _said.ToString(), StringComparison.Ordinal);
    }

    private async Task SayAsync(string[] command, int exitCode = 0)
    {
        var environment = new Dictionary<string, string>
        {
            ["OPENAI_API_KEY"] = Key,
            ["HEAVYSIM_LOG"] = "trace:calls.log",
            ["HEAVYSIM_STORE"] = Path.Combine(_folder.Path, "runs.db"),
        };
        var result = await HeavySimProcess.RunAsync(_folder.Path, environment, command);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', command)}: {result.ExitCode}: {result.Error}");
        _said.Append(result.Output).Append(result.Error);
    }

    private void AssertNowhere()
    {
        AssertNone("the terminal", _said.ToString());
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            AssertNone(file, Encoding.Latin1.GetString(File.ReadAllBytes(file)));
    }

    private static void AssertNone(string where, string text)
    {
        for (var start = 0; start + Piece <= Secret.Length; start++)
        {
            var at = text.IndexOf(Secret.Substring(start, Piece), StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"{where}: {text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 60)]}");
        }
    }

    /// <summary>Says the key in its thoughts, its text whole and cut, and what it asks of tools.</summary>
    private sealed class LeakyModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var isFirst = !messages.Any(static message => message.Role == ChatRole.Tool);
            AIContent[] contents = isFirst && options?.Tools is { Count: > 0 }
                ?
                [
                    new TextReasoningContent($"Said by thought: {Key}"),
                    new FunctionCallContent("c1", "calculator", new Dictionary<string, object?> { ["expression"] = $"1 + {Key}" }),
                ]
                :
                [
                    new TextReasoningContent($"Said by thought: {Key}, sk-proj-{Secret[..10]}..."),
                    new TextContent(
                        $"Said by text: {Key}, {Key[..20]}***, ...{Secret[^9..]}\n\nVerdict: incorrect {Key}\n\nAnswer: {Key}"),
                ];
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents)) { FinishReason = ChatFinishReason.Stop });
        }

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
