using System.Text.Json;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>What an endpoint refuses is left out once and for all.</summary>
public sealed class FallbackTests
{
    private static readonly Func<HttpResponseMessage> Good = Events(Text("4", "\"stop\""), "[DONE]");

    [Fact]
    public async Task StreamOptions_Refused_AreDroppedAndRemembered()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"message":"Unrecognized request argument supplied: stream_options"}}""", 400), Good, Good);
        var client = Client(handler);

        await StreamAsync(client);
        await StreamAsync(client);

        Assert.Equal([true, false, false], handler.Requests.Select(request => Has(request.Body, "stream_options")));
    }

    [Theory]
    [InlineData("Streaming is not supported by this model")]
    [InlineData("This endpoint does not support streaming.")]
    [InlineData("stream=true: streaming not implemented")]
    public async Task Stream_Refused_BecomesAPlainRequestAndIsRemembered(string message)
    {
        var plain = Json(Completion("{\"content\":\"4\"}"));
        var handler = new VerbatimHandler(
            Json($"{{\"error\":{{\"message\":{JsonSerializer.Serialize(message)}}}}}", 400), plain, plain);
        var client = Client(handler);

        var first = await StreamAsync(client);
        await StreamAsync(client);

        Assert.Equal("4", first.Text);
        Assert.Equal([true, false, false], handler.Requests.Select(static request =>
            JsonDocument.Parse(request.Body).RootElement.GetProperty("stream").GetBoolean()));
    }

    [Fact]
    public async Task MaxTokens_Refused_BecomesMaxCompletionTokensAndIsRemembered()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}""", 400), Good, Good);
        var client = Client(handler);
        var options = new ChatOptions { MaxOutputTokens = 9 };

        await StreamAsync(client, options);
        await StreamAsync(client, options);

        Assert.Equal(
            ["max_tokens", "max_completion_tokens", "max_completion_tokens"],
            handler.Requests.Select(request =>
                Has(request.Body, "max_tokens") ? "max_tokens"
                : Has(request.Body, "max_completion_tokens") ? "max_completion_tokens"
                : "none"));
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "max_completion_tokens")]
    [InlineData("http://localhost:8080/v1", "max_tokens")]
    public async Task TokenLimit_ByHost_HasTheNameThatWorks(string url, string name)
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(handler, url), new ChatOptions { MaxOutputTokens = 9 });

        Assert.True(Has(handler.Requests[0].Body, name));
    }

    [Theory]
    [InlineData("temperature", """{"error":{"message":"Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.","param":"temperature","code":"unsupported_value"}}""")]
    [InlineData("seed", """{"error":{"message":"property 'seed' is unsupported"}}""")]
    [InlineData("top_p", """{"detail":[{"loc":["body","top_p"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}""")]
    [InlineData("response_format", """{"error":{"message":"response_format is not supported by this model"}}""")]
    [InlineData("stop", """{"error":{"message":"Argument not supported on this model: \"stop\""}}""")]
    [InlineData("presence_penalty", """{"error":"presence_penalty not allowed for reasoning models"}""")]
    public async Task Parameter_NamedInA400_IsDroppedAndTheRestKept(string parameter, string refusal)
    {
        var handler = new VerbatimHandler(Json(refusal, 400), Good);
        var options = new ChatOptions
        {
            Temperature = 0.5f,
            Seed = 1,
            TopP = 0.9f,
            ResponseFormat = ChatResponseFormat.Json,
            StopSequences = ["x"],
            PresencePenalty = 0.1f,
        };

        await StreamAsync(Client(handler), options);

        string[] all = ["temperature", "seed", "top_p", "response_format", "stop", "presence_penalty"];
        Assert.Equal(all.Where(name => name != parameter), all.Where(name => Has(handler.Requests[1].Body, name)));
    }

    [Fact]
    public async Task Parameters_NamedOneByOne_AreAllDropped()
    {
        var handler = new VerbatimHandler(
            Json("""{"error":{"message":"no","param":"temperature"}}""", 400),
            Json("""{"error":{"message":"no","param":"seed"}}""", 400),
            Json("""{"error":{"message":"no","param":"stream_options"}}""", 400),
            Good);

        var transcript = await StreamAsync(Client(handler), new ChatOptions { Temperature = 0.5f, Seed = 1 });

        Assert.Equal("4", transcript.Text);
        Assert.Equal(4, handler.Requests.Count);
    }

    [Fact]
    public async Task Parameter_NamedThatWasNotSent_IsAFailureAtOnce()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"message":"no","param":"logprobs"}}""", 400));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Client(handler)));

        Assert.Equal(FailureCause.ParameterRefused, failure.Cause);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task ContextLength_ThatMentionsMaxTokens_DropsNothing()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"message":"This model's maximum context length is 4096 tokens, however you requested 9000 (5000 in max_tokens).","code":"context_length_exceeded"}}""", 400));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() =>
            StreamAsync(Client(handler), new ChatOptions { MaxOutputTokens = 5000 }));

        Assert.Equal(FailureCause.ContextLength, failure.Cause);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Lesson_OfOneModel_DoesNotConcernAnother()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"message":"no","param":"temperature"}}""", 400), Good, Good);
        var client = Client(handler);

        await StreamAsync(client, new ChatOptions { ModelId = "o", Temperature = 0.5f });
        await StreamAsync(client, new ChatOptions { ModelId = "g", Temperature = 0.5f });

        Assert.Equal([true, false, true], handler.Requests.Select(request => Has(request.Body, "temperature")));
    }

    [Fact]
    public async Task ToolsWithStream_Refused_AreAskedPlainly()
    {
        var handler = new VerbatimHandler(Json("""{"error":{"code":500,"message":"Cannot use tools with stream","type":"server_error"}}""", 500), Json(Completion("""{"content":"4"}""")));
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((int a) => a, "twice", "Doubles.")] };

        var transcript = await StreamAsync(Client(handler), options);

        Assert.Equal("4", transcript.Text);
        Assert.Contains("\"stream\":false", handler.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html>404 Not Found</html>", "text/html")]
    [InlineData(404, """{"error":{"message":"Not Found"}}""", "application/json")]
    [InlineData(200, """{"error":"Unexpected endpoint or method. (POST /v1/chat/completions)"}""", "application/json")]
    public async Task Address_WithoutVersion_IsTriedWithV1FirstAndTheLessonKept(int status, string body, string type)
    {
        var handler = new VerbatimHandler(Reply(status, body, type), Good, Good);
        var client = Client(handler, "http://host:8080/");

        await StreamAsync(client);
        await StreamAsync(client);

        Assert.Equal(
            ["/v1/chat/completions", "/chat/completions", "/chat/completions"],
            handler.Requests.Select(request => request.Uri.AbsolutePath));
    }

    [Fact]
    public async Task Address_ThatIsWrong_SaysCheckV1()
    {
        var failure = await FailAsync(Json("""{"error":"Unexpected endpoint or method. (POST /chat/completions)"}"""));

        Assert.Equal(FailureCause.NotFound, failure.Cause);
        Assert.Contains("/v1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("check the address", failure.Message, StringComparison.Ordinal);
    }

    private static bool Has(string body, string property)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty(property, out _);
    }
}
