using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ResponsesWire;

namespace HeavySim.Agents.Tests;

/// <summary>What is asked of a Responses API, and what is left out once it was refused.</summary>
public sealed class ResponsesRequestTests
{
    private static readonly AIFunction Tool = AIFunctionFactory.Create((int a) => a, "f", "a function");

    [Fact]
    public async Task Request_OfAConversationWithTools_IsItemsInOrder()
    {
        var reasoning = """{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"E"}""";
        ChatMessage[] messages =
        [
            new(ChatRole.System, "be brief"),
            new(ChatRole.User, "Q"),
            new(ChatRole.Assistant,
            [
                new TextReasoningContent("summary"), new TextReasoningContent("") { ProtectedData = reasoning },
                new TextContent("let me see"), new FunctionCallContent("call_a", "f", new Dictionary<string, object?> { ["a"] = 1 }),
            ]),
            new(ChatRole.Tool, [new FunctionResultContent("call_a", "1")]),
        ];

        var body = await BodyOf(messages, new ChatOptions { Tools = [Tool], Temperature = 0.7f, MaxOutputTokens = 100, Seed = 7 });

        Assert.Equal(
            """
            [{"role":"system","content":"be brief"},{"role":"user","content":"Q"},{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"E"},{"role":"assistant","content":"let me see"},{"type":"function_call","call_id":"call_a","name":"f","arguments":"{\"a\":1}"},{"type":"function_call_output","call_id":"call_a","output":"1"}]
            """.Trim(),
            Text(body["input"]!));
        Assert.Equal((100, 0.7m), ((int)body["max_output_tokens"]!, (decimal)body["temperature"]!));
        Assert.Equal("""["reasoning.encrypted_content"]""", Text(body["include"]!));
        Assert.Equal(("f", false), ((string)body["tools"]![0]!["name"]!, (bool)body["tools"]![0]!["strict"]!));
        Assert.False((bool)body["store"]!);
        Assert.Null(body["seed"]);
    }

    [Theory]
    [InlineData(ReasoningEffort.High, """{"effort":"high","summary":"auto"}""")]
    [InlineData(null, """{"summary":"auto"}""")]
    public async Task Request_OfReasoning_SaysHowMuch(ReasoningEffort? effort, string expected)
    {
        var body = await BodyOf([new(ChatRole.User, "Q")], new ChatOptions
        {
            Reasoning = effort is null ? null : new ReasoningOptions { Effort = effort },
        });

        Assert.Equal(expected, Text(body["reasoning"]!));
    }

    [Fact]
    public async Task Request_WithALowLimit_AsksForTheLeastThereIs()
    {
        var body = await BodyOf([new(ChatRole.User, "Q")], new ChatOptions { MaxOutputTokens = 4 });

        Assert.Equal(16, (int)body["max_output_tokens"]!);
    }

    [Theory]
    [InlineData("temperature", "temperature")]
    [InlineData("reasoning.summary", "reasoning.summary")]
    [InlineData("reasoning.effort", "reasoning.effort")]
    [InlineData("store", "store")]
    public async Task Request_WithWhatIsRefused_LeavesItOutFromThenOn(string parameter, string path)
    {
        var handler = new VerbatimHandler(
            VerbatimHandler.Json(
                $$$"""{"error":{"message":"Unsupported parameter: '{{{parameter}}}' is not supported with this model.","type":"invalid_request_error","param":"{{{parameter}}}","code":"unsupported_parameter"}}""",
                400),
            VerbatimHandler.Json(Response("completed", Message("42"), Counts)));
        using var client = Client(handler);
        var options = new ChatOptions { Temperature = 0.7f, Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High } };

        var transcript = await Wire.StreamAsync(client, options);
        await Wire.StreamAsync(client, options);

        Assert.Equal("42", transcript.Text);
        Assert.Equal(3, handler.Requests.Count);
        Assert.NotNull(At(handler.Requests[0].Body, path));
        Assert.Null(At(handler.Requests[1].Body, path));
        Assert.Null(At(handler.Requests[2].Body, path));
        Assert.Contains(parameter, transcript.Unsent);
    }

    [Fact]
    public async Task Reasoning_BeforeAToolCall_IsKeptToGoBack()
    {
        var item = """{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"S"}],"encrypted_content":"E"}""";
        var updates = new List<ChatResponseUpdate>();
        var client = Client(new VerbatimHandler(Events(
            Created, Done(item),
            Done("""{"type":"function_call","id":"fc_1","call_id":"call_a","name":"f","arguments":"{}"}""", 1), End())));

        await foreach (var update in client.GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken))
            updates.Add(update);

        var contents = updates.ToChatResponse().Messages.Single().Contents;
        Assert.Contains(contents.OfType<TextReasoningContent>(), content => content.ProtectedData == item);
        Assert.Equal("S", string.Concat(contents.OfType<TextReasoningContent>().Select(content => content.Text)));
    }

    private static async Task<JsonNode> BodyOf(ChatMessage[] messages, ChatOptions options)
    {
        var handler = new VerbatimHandler(VerbatimHandler.Json(Response("completed", Message("42"), Counts)));
        await Client(handler).GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        Assert.Equal("/v1/responses", handler.Requests[0].Uri.AbsolutePath);
        return JsonNode.Parse(handler.Requests[0].Body)!;
    }

    private static JsonNode? At(string body, string path) =>
        path.Split('.').Aggregate(JsonNode.Parse(body), static (node, name) => node?[name]);

    private static string Text(JsonNode node) =>
        node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
