using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

public sealed class RequestTests
{
    private static readonly Func<HttpResponseMessage> Good = Events(Text("4", "\"stop\""), "[DONE]");

    [Fact]
    public async Task Request_WithEverything_IsExactlyThis()
    {
        var handler = new VerbatimHandler(Good);
        var options = new ChatOptions { Temperature = 0.7f, TopP = 0.9f, Seed = 42, MaxOutputTokens = 100, StopSequences = ["END"] };
        ChatMessage[] messages = [new(ChatRole.System, "Be \"brief\"."), new(ChatRole.User, "2 + 2 = ?\né😀")];

        await Client(handler).GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"model":"m","messages":[{"role":"system","content":"Be \"brief\"."},{"role":"user","content":"2 + 2 = ?\né\uD83D\uDE00"}],"max_tokens":100,"temperature":0.7,"top_p":0.9,"seed":42,"stop":["END"],"stream":true,"stream_options":{"include_usage":true}}""",
            handler.Requests[0].Body);
    }

    [Fact]
    public async Task Request_Plain_AsksForNoStreamAndNeverForN()
    {
        var handler = new VerbatimHandler(Json(Completion("""{"role":"assistant","content":"4"}""")));

        var response = await Client(handler).GetResponseAsync("Q", null, TestContext.Current.CancellationToken);

        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"Q"}],"stream":false}""", handler.Requests[0].Body);
        Assert.Equal(("4", 7L), (response.Text, response.Usage!.OutputTokenCount));
    }

    [Theory]
    [InlineData(ReasoningEffort.None, "none")]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "xhigh")]
    public async Task Request_ReasoningEffort_IsAskedForByName(ReasoningEffort effort, string name)
    {
        var handler = new VerbatimHandler(Json(Completion("""{"role":"assistant","content":"4"}""")));

        await Client(handler)
            .GetResponseAsync(
                "Q", new ChatOptions { Reasoning = new ReasoningOptions { Effort = effort } }, TestContext.Current.CancellationToken);

        Assert.Equal($$"""{"model":"m","messages":[{"role":"user","content":"Q"}],"reasoning_effort":"{{name}}","stream":false}""", handler.Requests[0].Body);
    }

    [Fact]
    public async Task Request_WithoutModel_NamesNone()
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(handler, options: new WireOptions()));

        Assert.DoesNotContain("model", handler.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://host/v1", "Authorization", "Bearer " + Key)]
    [InlineData("https://x.openai.azure.com/openai/deployments/d?api-version=1", "api-key", Key)]
    public async Task Key_IsSentInTheHeaderOfTheHost(string url, string header, string value)
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(handler, url));

        Assert.Equal(value, handler.Requests[0].Headers[header]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Key_Absent_NoHeaderIsSent(string? key)
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(
            handler, options: new WireOptions
            {
                ApiKey = key,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Title"] = "t" },
            }));

        Assert.False(handler.Requests[0].Headers.ContainsKey("Authorization"));
        Assert.Equal("t", handler.Requests[0].Headers["X-Title"]);
    }

    [Fact]
    public async Task Tools_AndTheirConversation_AreExactlyThis()
    {
        var handler = new VerbatimHandler(Json(Completion("""{"content":"8"}""")));
        var tool = AIFunctionFactory.Create((int a) => 2 * a, "twice");
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Twice 4?"),
            new(ChatRole.Assistant, [new FunctionCallContent(
                "call_1", "twice", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 4 })]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", 8)]),
        ];

        await Client(handler)
            .GetResponseAsync(
                messages, new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireAny }, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"model":"m","messages":[{"role":"user","content":"Twice 4?"},{"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function","function":{"name":"twice","arguments":"{\"a\":4}"}}]},{"role":"tool","tool_call_id":"call_1","content":"8"}],"tools":[{"type":"function","function":{"name":"twice","description":"","parameters":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}}}],"tool_choice":"required","stream":false}""",
            handler.Requests[0].Body);
    }

    [Fact]
    public async Task ResponseFormat_WithASchema_IsExactlyThis()
    {
        var handler = new VerbatimHandler(Json(Completion("""{"content":"{}"}""")));
        using var schema = System.Text.Json.JsonDocument.Parse("""{"type":"object"}""");

        await Client(handler)
            .GetResponseAsync(
                "Q", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "verdict") },
                TestContext.Current.CancellationToken);

        Assert.Contains("""
            "response_format":{"type":"json_schema","json_schema":{"name":"verdict","schema":{"type":"object"}}}
            """, handler.Requests[0].Body, StringComparison.Ordinal);
    }
}
