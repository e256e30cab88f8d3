using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>One test for each way in which real endpoints say no.</summary>
public sealed class ErrorQuirkTests
{
    [Theory]
    [InlineData("""{"error":{"message":"boom","type":"t","param":null,"code":"c"}}""")]
    [InlineData("""{"error":{"code":400,"message":"boom","type":"t"}}""")]
    [InlineData("""{"object":"error","message":"boom","type":"t","param":null,"code":400}""")]
    [InlineData("""{"error":"boom","error_type":"validation"}""")]
    [InlineData("""{"error":"boom"}""")]
    [InlineData("""{"detail":"boom"}""")]
    [InlineData("""{"message":"boom"}""")]
    [InlineData("""[{"error":{"message":"boom"}}]""")]
    public async Task ErrorBody_EveryShape_MessageIsFound(string body)
    {
        var failure = await FailAsync(Json(body, 400));

        Assert.Equal("400: boom", failure.Message);
        Assert.Equal((FailureCause.Rejected, 400), (failure.Cause, failure.Status));
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task ErrorBody_OfFastApi_NamesTheField()
    {
        var failure = await FailAsync(
            Json("""{"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{"secret":1}}]}""", 422));

        Assert.Equal("422: messages: Field required", failure.Message);
    }

    [Fact]
    public async Task ErrorBody_OfOpenRouter_GivesTheProvidersWords()
    {
        var failure = await FailAsync(
            Json("""{"error":{"code":502,"message":"Provider returned error","metadata":{"raw":"upstream died","provider_name":"P"}}}""", 502));

        Assert.Equal("502: Provider returned error: upstream died", failure.Message);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task HtmlPage_OfAProxy_IsTransientAndNotDumped(int status)
    {
        var page = "<!DOCTYPE html><html><head><title>Bad gateway</title><style>body{color:red}</style></head><body><h1>Bad gateway</h1>" + new string('x', 5000) + "</body></html>";

        var failure = await FailAsync(Reply(status, page, "text/html"));

        Assert.Equal(FailureCause.Server, failure.Cause);
        Assert.True(failure.IsTransient);
        Assert.StartsWith($"{status}: Bad gateway Bad gateway", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length <= 300);
        Assert.DoesNotContain('<', failure.Message);
        Assert.DoesNotContain("color", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HtmlPage_With200_IsMalformed()
    {
        var failure = await FailAsync(Reply(200, "<html><body>Please log in</body></html>", "text/html"));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.Contains("Please log in", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyBody_OfAnError_SaysItsStatus()
    {
        var failure = await FailAsync(Reply(500, "", "text/plain"));

        Assert.Equal("500: Internal Server Error", failure.Message);
    }

    [Fact]
    public async Task EmptyBody_With200_IsMalformed()
    {
        var failure = await FailAsync(Reply(200, "", "application/json"));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Fact]
    public async Task LoadingModel_503_IsWaitedForLikeARateLimit()
    {
        var failure = await FailAsync(Json("""{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", 503));

        Assert.Equal(FailureCause.RateLimited, failure.Cause);
    }

    [Theory]
    [InlineData(200, """{"error":{"message":"The model died","code":502}}""", FailureCause.Server, 502)]
    [InlineData(200, """{"error":{"message":"slow down","code":429}}""", FailureCause.RateLimited, 429)]
    [InlineData(200, """{"object":"error","message":"The input is longer than the model's context """
        + """length","type":"BadRequestError","code":400}""", FailureCause.ContextLength, 400)]
    public async Task Error_Inside200_IsAFailure(int status, string body, FailureCause cause, int code)
    {
        var failure = await FailAsync(Json(body, status));

        Assert.Equal((cause, (int?)code), (failure.Cause, failure.Status));
    }

    [Fact]
    public async Task Answer_WithoutChoices_IsAFailure()
    {
        var failure = await FailAsync(Json("""{"id":"x","object":"chat.completion"}"""));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Theory]
    [InlineData("""{"error":{"message":"died","code":502},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""")]
    [InlineData("""{"error":{"message":"died"}}""")]
    [InlineData("""{"error":"died"}""")]
    public async Task MidStreamError_EveryShape_FailsAndKeepsThePartialText(string payload)
    {
        var client = Client(new VerbatimHandler(Events(Text("partial"), payload, "[DONE]")));
        var transcript = new Transcript();

        var failure = await Assert.ThrowsAsync<ModelCallException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken))
                transcript.Add(update);
        });

        Assert.Equal(FailureCause.Server, failure.Cause);
        Assert.EndsWith("died", failure.Message, StringComparison.Ordinal);
        Assert.Equal("partial", transcript.Text);
    }

    [Fact]
    public async Task MidStreamError_AsAnEventOfItsOwn_Fails()
    {
        var failure = await FailAsync(Stream("data: " + Text("partial"), "", "event: error", "data: out of memory", ""));

        Assert.Equal("out of memory", failure.Message);
    }

    [Fact]
    public async Task Payload_ThatIsNoJson_IsMalformed()
    {
        var failure = await FailAsync(Events(Text("partial"), "{\"choices\":[{\"delta\":{\"con"));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}""", FailureCause.Unauthorized)]
    [InlineData(403, """{"error":{"message":"Country not supported"}}""", FailureCause.Unauthorized)]
    [InlineData(402, """{"error":{"message":"Insufficient Balance"}}""", FailureCause.QuotaExhausted)]
    [InlineData(402, """{"error":{"message":"wait","code":"in_flight_budget_exhausted"}}""", FailureCause.RateLimited)]
    [InlineData(
        429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""",
        FailureCause.QuotaExhausted)]
    [InlineData(429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}""", FailureCause.RateLimited)]
    [InlineData(400, """{"error":{"message":"too long","code":"context_length_exceeded"}}""", FailureCause.ContextLength)]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens """
        + """(1000 in max_tokens).","type":"BadRequestError","code":400}}""", FailureCause.ContextLength)]
    [InlineData(400, """{"error":{"code":400,"message":"the request """
        + """exceeds","type":"exceed_context_size_error","n_prompt_tokens":9,"n_ctx":8}}""", FailureCause.ContextLength)]
    [InlineData(
        500, """{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}""", FailureCause.ContextLength)]
    [InlineData(
        422, """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048","error_type":"validation"}""",
        FailureCause.ContextLength)]
    [InlineData(400, """{"error":{"message":"The response was filtered","code":"content_filter"}}""", FailureCause.ContentFilter)]
    [InlineData(
        404, """{"error":{"message":"model 'x' not found, try pulling it first","type":"not_found_error"}}""", FailureCause.NotFound)]
    [InlineData(500, """{"error":{"code":500,"message":"Only one completion choice is allowed"}}""", FailureCause.Server)]
    [InlineData(529, """{"error":{"message":"Overloaded"}}""", FailureCause.RateLimited)]
    [InlineData(408, """{"error":{"message":"timeout"}}""", FailureCause.Server)]
    public async Task Refusal_IsClassified(int status, string body, FailureCause cause)
    {
        var failure = await FailAsync(Json(body, status));

        Assert.Equal(cause, failure.Cause);
    }

    [Fact]
    public async Task RetryAfter_OfARefusal_IsCarried()
    {
        var failure = await FailAsync(Json("""{"error":{"message":"slow"}}""", 429, ("Retry-After", "7")));

        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Theory]
    [InlineData("Incorrect API key provided: {0}.")]
    [InlineData("Authorization: Bearer {0} is wrong")]
    [InlineData("<b>{0}</b>")]
    public async Task Key_EchoedByTheServer_IsNeverShown(string template)
    {
        var message = template.Replace("{0}", Key, StringComparison.Ordinal);

        var failure = await FailAsync(Json($$$"""{"error":{"message":{{{System.Text.Json.JsonSerializer.Serialize(message)}}}}}""", 401));

        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2hunter2", "wrong key hunter2hunter2 given")]
    [InlineData("a+b/c==", "wrong key a%2Bb%2Fc%3D%3D given")]
    [InlineData("hunter2hunter2", "wrong key HUNTER2HUNTER2 given")]
    public async Task Key_OfNoKnownForm_EchoedByTheServer_IsNeverShown(string key, string echo)
    {
        var handler = new VerbatimHandler(Json($$$"""{"error":"{{{echo}}}"}""", 401));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() =>
            StreamAsync(Client(handler, options: new WireOptions { ApiKey = key })));

        Assert.Equal("401: wrong key [key] given", failure.Message);
    }

    [Fact]
    public async Task Redirect_IsNotFollowedAndSaidSo()
    {
        var failure = await FailAsync(Reply(301, "", "text/html", ("Location", "https://elsewhere/v1")));

        Assert.Equal(FailureCause.Rejected, failure.Cause);
        Assert.Contains("redirect", failure.Message, StringComparison.Ordinal);
    }
}
