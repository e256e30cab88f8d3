using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VendorWire;

namespace HeavySim.Agents.Tests;

/// <summary>Anthropic's own protocol, by its own library, over a server in the process.</summary>
public sealed class AnthropicTests
{
    private static readonly AIFunction Tool = AIFunctionFactory.Create((int a) => a, "f", "a function");

    [Fact]
    public async Task Stream_WithThinking_GivesTextReasoningAndAllThatWasCounted()
    {
        var handler = Claude([Start, .. Thinking("hmm", "SIG"), Ping, .. Text("42"), End("end_turn"), Stop]);

        var transcript = await Wire.StreamAsync(Connect("anthropic", handler, Wire.Key));

        Assert.Equal(("42", "hmm", ChatFinishReason.Stop), (transcript.Text, transcript.Reasoning, transcript.FinishReason));
        Assert.Equal(
            (310L, 200L, 50L),
            (transcript.Usage!.InputTokenCount!.Value, transcript.Usage.CachedInputTokenCount!.Value,
                transcript.Usage.OutputTokenCount!.Value));
        Assert.Equal(100, transcript.Usage.AdditionalCounts!["CacheCreationInputTokens"]);
        Assert.False(transcript.IsEstimated);
        Assert.Equal(["POST /v1/messages"], handler.Paths);
    }

    [Fact]
    public async Task Document_OfAnAnswerCutByItsLimit_SaysSo()
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(
            """{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"thinking","thinking":"hmm","signature":"S"},{"type":"text","text":"4"}],"stop_reason":"max_tokens","stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":5}}"""));

        var response = await Connect("anthropic", handler).GetResponseAsync("Q", null, TestContext.Current.CancellationToken);

        Assert.Equal(("4", ChatFinishReason.Length, 5L), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
    }

    [Fact]
    public async Task Thinking_BeforeAToolCall_GoesBackSigned()
    {
        var handler = Claude([Start, .. Thinking("hmm", "SIG"), .. Call, End("tool_use"), Stop]);
        using var client = Connect("anthropic", handler);
        var options = new ChatOptions { Tools = [Tool], MaxOutputTokens = 77 };
        var updates = await client.GetStreamingResponseAsync("Q", options, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        var turn = updates.ToChatResponse();
        var call = turn.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();

        await client.GetResponseAsync(
            [
                new(ChatRole.User, "Q"), new(ChatRole.Assistant, [new TextReasoningContent("another's")]), .. turn.Messages,
                new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "2")]),
            ],
            options, TestContext.Current.CancellationToken).ContinueWith(static _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(("toolu_1", "f", "2"), (call.CallId, call.Name, call.Arguments!["a"]!.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, turn.FinishReason);
        var sent = handler.Bodies[1];
        Assert.Contains("""{"type":"thinking","thinking":"hmm","signature":"SIG"}""", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("another's", sent, StringComparison.Ordinal);
        Assert.Equal(77, (int)JsonNode.Parse(sent)!["max_tokens"]!);
    }

    [Theory]
    [InlineData(401, "authentication_error", "invalid x-api-key", FailureCause.Unauthorized)]
    [InlineData(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", FailureCause.ContextLength)]
    [InlineData(400, "invalid_request_error", "messages: at least one message is required", FailureCause.Rejected)]
    [InlineData(404, "not_found_error", "model: claude-none", FailureCause.NotFound)]
    [InlineData(429, "rate_limit_error", "slow down", FailureCause.RateLimited)]
    [InlineData(529, "overloaded_error", "Overloaded", FailureCause.RateLimited)]
    [InlineData(500, "api_error", "Internal server error", FailureCause.Server)]
    public async Task Refusal_OfAnyKind_TellsItsCause(int status, string type, string message, FailureCause cause)
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(
            $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"}}""", status, ("retry-after", "7")));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(Connect("anthropic", handler, Wire.Key)));

        Assert.Equal((cause, status), (failure.Cause, failure.Status));
        if (cause == FailureCause.RateLimited)
            Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);

        Assert.Single(handler.Paths);
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_IsNoAnswerAndOnTheBill()
    {
        var handler = Claude([Start, .. Text("half of it")]);
        var transcript = new Transcript();

        var failure = await Assert.ThrowsAsync<ModelCallException>(async () =>
        {
            var updates = Connect("anthropic", handler).GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken);
            await foreach (var update in updates)
                transcript.Add(update);
        });

        Assert.Equal((FailureCause.Malformed, true), (failure.Cause, failure.IsTransient));
        Assert.Equal((310L, 3L), (transcript.Usage!.InputTokenCount!.Value, transcript.Usage.OutputTokenCount!.Value));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", FailureCause.RateLimited)]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"died"}}""", FailureCause.Server)]
    public async Task Stream_WithAnError_TellsItsCause(string error, FailureCause cause)
    {
        var failure = await Assert.ThrowsAsync<ModelCallException>(
            () => Wire.StreamAsync(Connect("anthropic", Claude([Start, .. Text("4"), error]))));

        Assert.Equal(cause, failure.Cause);
    }

    [Theory]
    [InlineData("text/event-stream", "event: message_start\ndata: {broken\n\n")]
    [InlineData("text/html", "<html>proxy</html>")]
    [InlineData("application/json", "")]
    public async Task Stream_ThatIsNone_IsMalformed(string type, string body)
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Reply(200, type, body));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(Connect("anthropic", handler)));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Fact]
    public async Task Connection_ThatCannotBeMade_IsANetworkFailure()
    {
        var handler = new RoutedHandler((_, _) => throw new HttpRequestException("refused"));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(Connect("anthropic", handler)));

        Assert.Equal(FailureCause.Network, failure.Cause);
    }

    [Fact]
    public async Task Refusal_ByAModel_IsAContentFilter()
    {
        var transcript = await Wire.StreamAsync(Connect("anthropic", Claude([Start, .. Text("no"), End("refusal"), Stop])));

        Assert.Equal(ChatFinishReason.ContentFilter, transcript.FinishReason);
    }

    [Fact]
    public async Task Temperature_WhichTheProtocolHasNoWordFor_IsToldToBeUnsent()
    {
        var handler = Claude([Start, .. Text("42"), End("end_turn"), Stop]);
        var options = new ChatOptions { Temperature = 0.7f };

        var transcript = await Wire.StreamAsync(Connect("anthropic", handler), options);

        Assert.Equal(["temperature"], transcript.Unsent);
        Assert.DoesNotContain("temperature", handler.Bodies[0], StringComparison.Ordinal);
        Assert.Equal(0.7f, options.Temperature);
    }

    [Fact]
    public async Task Effort_ThatIsRefused_IsLeftOutFromThenOn()
    {
        var notices = new List<string>();
        var handler = new RoutedHandler((_, body) => body.Contains("adaptive", StringComparison.Ordinal)
            ? RoutedHandler.Json(
                """{"type":"error","error":{"type":"invalid_request_error","message":"adaptive thinking is not supported on this model"}}""", 400)
            : ClaudeStream([Start, .. Text("42"), End("end_turn"), Stop]));
        using var client = Connect("anthropic", handler, options: new WireOptions { Model = "m", Notice = notices.Add });
        var options = new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High } };

        var transcript = await Wire.StreamAsync(client, options);
        await Wire.StreamAsync(client, options);

        Assert.Equal("42", transcript.Text);
        Assert.Equal(3, handler.Paths.Count);
        Assert.Contains("refuses reasoning_effort for m", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Wire.Key)]
    public async Task Request_WithKeysInTheEnvironment_CarriesTheEndpointsOwnAlone(string? key)
    {
        string[] names = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"];
        try
        {
            foreach (var name in names)
                Environment.SetEnvironmentVariable(name, "sk-ant-somebody-elses");

            var handler = Claude([Start, .. Text("42"), End("end_turn"), Stop]);
            await Wire.StreamAsync(Connect("anthropic", handler, key));

            var sent = string.Join('\n', handler.Headers.Select(h => $"{h.Key}: {h.Value}"));
            Assert.DoesNotContain("somebody", sent, StringComparison.Ordinal);
            Assert.Equal(key is not null, sent.Contains(Wire.Key, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var name in names)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Answer_WithTheKey_ComesWithoutIt()
    {
        var handler = Claude([Start, .. Text("it is " + Wire.Key), End("end_turn"), Stop]);

        var transcript = await Wire.StreamAsync(Connect("anthropic", handler, Wire.Key));

        Assert.Equal("it is [key]", transcript.Text);
    }
}
