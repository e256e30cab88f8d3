using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VendorWire;

namespace HeavySim.Agents.Tests;

/// <summary>Ollama's own protocol, by OllamaSharp, over a server in the process.</summary>
public sealed class OllamaTests
{
    [Fact]
    public async Task Stream_WithThinking_GivesTextReasoningAndUsage()
    {
        var handler = Ollama(Line("\"content\":\"\",\"thinking\":\"hmm\""), Line("\"content\":\"42\""), Line("\"content\":\"\"", Last));

        var transcript = await Wire.StreamAsync(
            Connect("ollama", handler),
            new ChatOptions
            {
                Temperature = 0.7f,
                Seed = 5,
                MaxOutputTokens = 100,
                Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
            });

        Assert.Equal(("42", "hmm", ChatFinishReason.Stop), (transcript.Text, transcript.Reasoning, transcript.FinishReason));
        Assert.Equal((11L, 22L), (transcript.Usage!.InputTokenCount!.Value, transcript.Usage.OutputTokenCount!.Value));
        Assert.Equal(["POST /api/chat"], handler.Paths);
        var body = JsonNode.Parse(handler.Bodies[0])!;
        Assert.Equal((5, 100), ((int)body["options"]!["seed"]!, (int)body["options"]!["num_predict"]!));
        Assert.Equal("high", (string)body["think"]!);
        Assert.False(handler.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Document_IsRead()
    {
        var handler = Ollama(Line("\"content\":\"4\",\"thinking\":\"hmm\"", Last.Replace("stop", "length")));

        var response = await Connect("ollama", handler).GetResponseAsync("Q", null, TestContext.Current.CancellationToken);

        Assert.Equal(("4", ChatFinishReason.Length, 22L), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
    }

    [Fact]
    public async Task Stream_WithToolCall_EndsWithIt()
    {
        var handler = Ollama(
            Line("""  "content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":2}}}] """), Line("\"content\":\"\"", Last));

        var transcript = await Wire.StreamAsync(Connect("ollama", handler));

        var call = transcript.ToResponse().Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();
        Assert.Equal(("f", "2"), (call.Name, call.Arguments!["a"]!.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, transcript.FinishReason);
    }

    [Theory]
    [InlineData("""{"error":"model 'm' not found"}""", 404, FailureCause.NotFound)]
    [InlineData("""{"error":"invalid options: num_ctx"}""", 400, FailureCause.Rejected)]
    [InlineData("""{"error":"unauthorized"}""", 401, FailureCause.Unauthorized)]
    [InlineData("""{"error":"server busy, please try again. maximum pending requests exceeded"}""", 503, FailureCause.RateLimited)]
    public async Task Refusal_OfAnyKind_TellsItsCause(string body, int status, FailureCause cause)
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(body, status));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(Connect("ollama", handler)));

        Assert.Equal((cause, status), (failure.Cause, failure.Status));
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_IsNoAnswer()
    {
        var failure = await Assert.ThrowsAsync<ModelCallException>(
            () => Wire.StreamAsync(Connect("ollama", Ollama(Line("\"content\":\"4\"")))));

        Assert.Equal((FailureCause.Malformed, true), (failure.Cause, failure.IsTransient));
    }

    [Fact]
    public async Task Stream_WithAnErrorLine_TellsIt()
    {
        var failure = await Assert.ThrowsAsync<ModelCallException>(
            () => Wire.StreamAsync(
                Connect("ollama", Ollama(Line("\"content\":\"4\""), """{"error":"llama runner process has terminated"}"""))));

        Assert.Equal(FailureCause.Server, failure.Cause);
        Assert.Contains("llama runner", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_ThatIsRefused_IsLeftOutFromThenOn()
    {
        var handler = new RoutedHandler((_, body) => body.Contains("\"think\"", StringComparison.Ordinal)
            ? RoutedHandler.Json("""{"error":"\"m\" does not support thinking"}""", 400)
            : RoutedHandler.Reply(200, "application/x-ndjson", Line("\"content\":\"42\"", Last) + "\n"));

        var transcript = await Wire.StreamAsync(
            Connect("ollama", handler), new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High } });

        Assert.Equal("42", transcript.Text);
        Assert.Equal(2, handler.Paths.Count);
    }
}
