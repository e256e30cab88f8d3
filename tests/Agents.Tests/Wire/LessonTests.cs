using System.Text.Json;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>What is left out is said and recorded; reasoning is given back to servers that want it.</summary>
public sealed class LessonTests
{
    private const string OnlyOne = """{"error":{"message":"invalid temperature: only 1 is allowed for this model"}}""";
    private static readonly Func<HttpResponseMessage> Good = Events(Text("Answer: 4", "\"stop\""), "[DONE]");
    private static readonly Func<HttpResponseMessage> Thinks =
        Events(Chunk("""{"reasoning_content":"hm"}"""), Text("4", "\"stop\""), "[DONE]");

    [Fact]
    public async Task Temperature_Refused_IsSaidOnceAndMarked()
    {
        var notices = new List<string>();
        var handler = new VerbatimHandler(Json(OnlyOne, 400), Good, Good);
        var client = Client(handler, options: new WireOptions { Model = "m", Notice = notices.Add });

        var first = await StreamAsync(client, new ChatOptions { Temperature = 0.5f });
        var second = await StreamAsync(client, new ChatOptions { Temperature = 0.5f });
        var without = await StreamAsync(client);

        Assert.Equal(["http://host/v1 refuses temperature for m: it is left out, and the model's own default holds."], notices);
        Assert.Equal(["temperature"], first.Unsent);
        Assert.Equal(["temperature"], second.Unsent);
        Assert.Empty(without.Unsent);
        Assert.Equal(3, handler.Requests.Count - 1);
    }

    [Fact]
    public async Task Temperature_Refused_IsNotOnTheAttemptsCard()
    {
        using var client = Client(new VerbatimHandler(Json(OnlyOne, 400), Good));
        var card = new AgentCard(0, "m", "e", "plain", 0.56);
        var agent = new ChatAgent(card, client, new BoxedAnswers(), TimeProvider.System, new ChatAgentOptions());

        var attempt = await agent.AttemptAsync(
            new Assignment { Problem = new Problem { Id = "p", Question = "2 + 2?" }, Seed = 1 }, null,
            TestContext.Current.CancellationToken);

        Assert.Equal("4", attempt.Answer!.Key);
        Assert.Equal(card with { Temperature = null }, attempt.Agent);
        Assert.Equal(0.56, agent.Card.Temperature);
    }

    [Fact]
    public async Task Reasoning_OfAToolCall_IsGivenBackWhereItCame()
    {
        var handler = new VerbatimHandler(Thinks, Good);
        var client = Client(handler);

        await StreamAsync(client);
        await ContinueAsync(client);

        Assert.Equal(["hm"], Reasoning(handler.Requests[1].Body));
    }

    [Fact]
    public async Task Reasoning_OfAnotherKind_IsNotGivenBack()
    {
        var handler = new VerbatimHandler(Events(Chunk("""{"reasoning":"hm"}"""), Text("4", "\"stop\""), "[DONE]"), Good);
        var client = Client(handler);

        await StreamAsync(client);
        await ContinueAsync(client);

        Assert.Empty(Reasoning(handler.Requests[1].Body));
    }

    [Theory]
    [InlineData("""{"error":{"message":"Unexpected field reasoning_content in messages"}}""")]
    [InlineData("""{"error":{"message":"unknown field","param":"messages[1].reasoning_content"}}""")]
    public async Task Reasoning_Refused_IsGivenBackNoMore(string refusal)
    {
        var handler = new VerbatimHandler(Thinks, Json(refusal, 400), Good, Good);
        var client = Client(handler);

        await StreamAsync(client);
        await ContinueAsync(client);
        await ContinueAsync(client);

        Assert.Equal([1, 0, 0], handler.Requests.Skip(1).Select(request => Reasoning(request.Body).Count));
    }

    private static async Task ContinueAsync(IChatClient client)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Q"),
            new(ChatRole.Assistant, [new TextReasoningContent("hm"), new FunctionCallContent("c1", "f")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "2")]),
            new(ChatRole.Assistant, [new TextReasoningContent("thought of an answer"), new TextContent("2")]),
        ];
        await foreach (var _ in client.GetStreamingResponseAsync(messages, null, TestContext.Current.CancellationToken))
        {
        }
    }

    private static List<string> Reasoning(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("messages").EnumerateArray()
            .Where(static message => message.TryGetProperty("reasoning_content", out _))
            .Select(static message => message.GetProperty("reasoning_content").GetString()!)];
    }
}
