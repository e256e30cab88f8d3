using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests;

public sealed partial class CompletionTests
{
    private static readonly ChatEndpointOptions Dated = new() { Time = new FixedClock() };

    [Fact]
    public async Task Plain_AnswerWithUsage_IsTheWholeObject()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), Dated);

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """{"id":"ID","object":"chat.completion","created":1700000000,"model":"sim","choices":[{"index":0,"message":{"role":"assistant","content":"Hello world"},"finish_reason":"stop","logprobs":null}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""",
            Id().Replace(await Loopback.TextAsync(response), "ID"));
    }

    [Fact]
    public async Task Stream_WithUsage_ComesInTheOrderSdksExpect()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), Dated);

        var response = await server.CompleteAsync(Loopback.AskStream("\"stream_options\":{\"include_usage\":true}"));

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal(
            """
            data: {"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"sim","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"sim","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}

            data: {"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"sim","choices":[{"index":0,"delta":{"content":" world"},"finish_reason":null}]}

            data: {"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"sim","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"sim","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}

            data: [DONE]


            """,
            Id().Replace(await Loopback.TextAsync(response), "ID"));
    }

    [Fact]
    public async Task Stream_WithUsage_HasOneIdInEveryChunk()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var text = await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream()));

        Assert.Single(Id().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain("usage", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reasoning_BesideText_IsPassedOnApart(bool isStreaming)
    {
        var client = new ScriptedChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("six sevens")]),
            new ChatResponseUpdate(ChatRole.Assistant, "42"));
        await using var server = await Loopback.ServeAsync(client);

        var text = await Loopback.TextAsync(await server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask()));

        Assert.Contains("\"reasoning_content\":\"six sevens\"", text, StringComparison.Ordinal);
        Assert.Contains("\"content\":\"42\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ToolCall_OfAToolOffered_ReachesTheCaller(bool isStreaming)
    {
        var client = new ScriptedChatClient(
            new ChatResponseUpdate(
                ChatRole.Assistant,
                [new FunctionCallContent(
                    "call_1", "add", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 2 })])
            {
                FinishReason = ChatFinishReason.ToolCalls,
            });
        await using var server = await Loopback.ServeAsync(client);
        const string tools = """ "tools":[{"type":"function","function":{"name":"add","parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}}]""";

        var text = await Loopback.TextAsync(await server.CompleteAsync(isStreaming ? Loopback.AskStream(tools) : Loopback.Ask(tools)));

        var index = isStreaming ? "\"index\":0," : "";
        var call = """ "id":"call_1","type":"function","function":{"name":"add","arguments":"{\"a\":1,\"b\":2}"}}""".Trim();
        Assert.Contains("{" + index + call, text, StringComparison.Ordinal);
        Assert.Contains("\"finish_reason\":\"tool_calls\"", text, StringComparison.Ordinal);
        var tool = Assert.IsAssignableFrom<AIFunctionDeclaration>(Assert.Single(client.Options.Tools!));
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"integer"}}}""", tool.JsonSchema.GetRawText());
    }

    [Fact]
    public async Task ToolCall_OfAToolOfTheModelsOwn_IsNoneOfTheCallersBusiness()
    {
        var client = new ScriptedChatClient(
            new ChatResponseUpdate(
                ChatRole.Assistant, [new FunctionCallContent("call_1", "own")]) { FinishReason = ChatFinishReason.ToolCalls },
            new ChatResponseUpdate(ChatRole.Assistant, "42"));
        await using var server = await Loopback.ServeAsync(client);

        var answer = await Loopback.JsonAsync(await server.CompleteAsync(Loopback.Ask()));

        var choice = answer.GetProperty("choices")[0];
        Assert.False(choice.GetProperty("message").TryGetProperty("tool_calls", out _));
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Length_AsFinishReason_IsPassedOn(bool isStreaming)
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient(new ChatResponseUpdate(
            ChatRole.Assistant, "4") { FinishReason = ChatFinishReason.Length }));

        var text = await Loopback.TextAsync(await server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask()));

        Assert.Contains("\"finish_reason\":\"length\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_TheModelGivesNone_IsEstimated()
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient(new ChatResponseUpdate(ChatRole.Assistant, "12345678")));

        var answer = await Loopback.JsonAsync(await server.CompleteAsync(Loopback.Ask()));

        Assert.Equal("""{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}""", answer.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Usage_WithReasoningAndCache_SaysSo()
    {
        var usage = new UsageDetails
        {
            InputTokenCount = 10,
            OutputTokenCount = 20,
            TotalTokenCount = 30,
            CachedInputTokenCount = 4,
            ReasoningTokenCount = 15,
        };
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient(new ChatResponseUpdate(
            ChatRole.Assistant, [new UsageContent(usage)])));

        var answer = await Loopback.JsonAsync(await server.CompleteAsync(Loopback.Ask()));

        Assert.Equal(
            """{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":15}}""",
            answer.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Stream_CharacterCutBetweenUpdates_ArrivesWhole()
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, "a\ud83d"), new ChatResponseUpdate(ChatRole.Assistant, "\ude00b")));

        var events = Loopback.Events(await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream())));

        var contents = events.SkipLast(1).Select(e => System.Text.Json.JsonElement.Parse(e).GetProperty("choices")[0].GetProperty("delta"))
            .Select(d => d.TryGetProperty("content", out var c) ? c.GetString() : "");
        Assert.Equal("a\ud83d\ude00b", string.Concat(contents));
    }

    [Fact]
    public async Task Stream_SilentModel_GetsRoleAndCommentsUntilItSpeaks()
    {
        var speak = new TaskCompletionSource();
        var client = new ScriptedChatClient(new ChatResponseUpdate(ChatRole.Assistant, "42")) { Waits = (0, speak.Task) };
        await using var server = await Loopback.ServeAsync(client, new ChatEndpointOptions { KeepAlive = TimeSpan.FromSeconds(0.1) });

        using var response = await server.CompleteAsync(Loopback.AskStream(), asItComes: true);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var lines = new List<string>();
        for (var i = 0; i < 4; i++)
            lines.Add((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!);
        speak.SetResult();
        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"role\":\"assistant\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(["", ": keep-alive", ": keep-alive"], lines[1..]);
        Assert.Contains("\"content\":\"42\"", rest, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallerLeaves_ModelAtWork_IsCalledOff(bool isStreaming)
    {
        var client = new ScriptedChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, "4"), new ChatResponseUpdate(ChatRole.Assistant, "2"))
        {
            Waits = (1, new TaskCompletionSource().Task),
        };
        await using var server = await Loopback.ServeAsync(client);
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseUrl, "/v1/chat/completions"))
        {
            Content = new StringContent(isStreaming ? Loopback.AskStream() : Loopback.Ask()),
        };

        var response = server.Http.SendAsync(request, leave.Token);
        while (client.Calls == 0)
            await Task.Yield();
        leave.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        await client.CalledOff.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Dispose_StreamInFlight_CallsTheModelOff()
    {
        var client = new ScriptedChatClient(new ChatResponseUpdate(ChatRole.Assistant, "4"))
        {
            Waits = (1, new TaskCompletionSource().Task),
        };
        var server = await Loopback.ServeAsync(client);
        using var response = await server.CompleteAsync(Loopback.AskStream(), asItComes: true);

        await server.DisposeAsync();

        Assert.True(client.CalledOff.IsCompletedSuccessfully);
    }

    [GeneratedRegex("chatcmpl-[0-9a-f]{24}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
