using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>Which refusals are worth a wait, how long a wait, and which would only come again.</summary>
public sealed class LimitQuirkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 0, 0, TimeSpan.Zero);

    private const string GeminiMinute = """
        [{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current quota.","details":[
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProject-FreeTier"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}}]
        """;

    [Theory]
    [InlineData(GeminiMinute, 3.5)]
    [InlineData("""{"error":{"message":"You exceeded your current quota. Please retry in 3.2s."}}""", 3.2)]
    [InlineData("""{"error":{"message":"You exceeded your current quota, limit: 10 requests per minute"}}""", null)]
    [InlineData("""{"error":{"message":"Rate limit reached on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 7m12.3s. Visit x"}}""", 432.3)]
    [InlineData("""{"error":{"message":"Rate limit reached on RPM. Please try again in 20ms."}}""", 0.02)]
    [InlineData("""{"error":{"message":"slow down, wait 5 seconds"}}""", 5.0)]
    [InlineData("""{"error":{"message":"slow down, try again in 2 months"}}""", null)]
    [InlineData("""{"error":{"message":"You exceeded your current quota, retry in 4s","code":"insufficient_quota"}}""", 4.0)]
    [InlineData("""{"error":{"message":"slow","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":{"seconds":"2","nanos":500000000}}]}}""", 2.5)]
    [InlineData("""{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"quota exceeded\",\"details\":[{\"retryDelay\":\"9s\"}]}}"}}}""", 9.0)]
    public async Task Limit_OfAMinute_IsWaitedForAsLongAsTheBodySays(string body, double? seconds)
    {
        var failure = await FailAsync(Json(body, 429));

        Assert.Equal((FailureCause.RateLimited, seconds), (failure.Cause, failure.RetryAfter?.TotalSeconds));
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Limit_WithHeaderAndBody_HeaderWins()
    {
        var failure = await FailAsync(Json(GeminiMinute, 429, ("Retry-After", "8")));

        Assert.Equal(TimeSpan.FromSeconds(8), failure.RetryAfter);
    }

    [Theory]
    [InlineData("""{"error":{"message":"You exceeded your current quota, please check your plan","code":"insufficient_quota"}}""")]
    [InlineData("""{"error":{"message":"You exceeded your current quota, please check your plan"}}""")]
    [InlineData("""{"error":{"message":"Quota exceeded for metric: free_tier_requests, limit: 0, model: x. Please retry in 36.2s."}}""")]
    public async Task Quota_WithoutAWaitThatHelps_IsExhausted(string body)
    {
        var failure = await FailAsync(Json(body, 429));

        Assert.Equal(FailureCause.QuotaExhausted, failure.Cause);
    }

    [Theory]
    [InlineData(500, "Max concurrency exceeded")]
    [InlineData(500, "The model is overloaded")]
    [InlineData(502, "server busy")]
    [InlineData(500, "no slot available")]
    [InlineData(504, "the queue is full")]
    [InlineData(500, "We are at capacity")]
    [InlineData(500, "Too many requests")]
    [InlineData(500, "Loading model")]
    [InlineData(502, "Model x is currently loading")]
    [InlineData(500, "Try again later")]
    [InlineData(503, "The service is currently unavailable")]
    [InlineData(529, "hm")]
    public async Task Server_BusyInFixedWords_IsWaitedFor(int status, string message)
    {
        var asJson = await FailAsync(Json($$$"""{"error":{"message":"{{{message}}}"}}""", status));
        var asText = await FailAsync(Reply(status, message, "text/plain"));

        Assert.Equal((FailureCause.RateLimited, FailureCause.RateLimited), (asJson.Cause, asText.Cause));
    }

    [Theory]
    [InlineData(500, """{"error":{"message":"CUDA error: an illegal memory access"}}""")]
    [InlineData(503, """{"error":{"message":"Service Unavailable"}}""")]
    [InlineData(502, "<html><body>Bad gateway. Please try again in a few minutes.</body></html>")]
    public async Task Server_ThatMerelyFails_IsNotABusyOne(int status, string body)
    {
        var failure = await FailAsync(Reply(status, body, "text/plain"));

        Assert.Equal(FailureCause.Server, failure.Cause);
    }

    [Fact]
    public async Task Error_InAStreamOfABusyServer_IsWaitedFor()
    {
        var failure = await FailAsync(Events("""{"error":{"type":"overloaded_error","message":"Overloaded"}}"""));

        Assert.Equal(FailureCause.RateLimited, failure.Cause);
    }

    [Theory]
    [InlineData(429, "Request too large for gpt-4 on tokens per min (TPM): Limit 10000, Requested 12458. Please try again in 2s.")]
    [InlineData(413, "Request too large for model `x` on tokens per minute (TPM): Limit 6,000, Requested 7,912, please reduce your "
        + "message size and try again")]
    [InlineData(429, "Rate limit reached on tokens per min (TPM): Limit 10000, Used 0, Requested 12458.")]
    public async Task Request_LargerThanItsLimit_IsToldAtOnceWithBothSizes(int status, string message)
    {
        var failure = await FailAsync(Json($$$"""{"error":{"message":"{{{message}}}","type":"tokens","code":"rate_limit_exceeded"}}""", status));

        Assert.Equal((FailureCause.RequestTooLarge, false), (failure.Cause, failure.IsTransient));
        Assert.Matches("limit (10,000, requested 12,458|6,000, requested 7,912)", failure.Message);
    }

    [Fact]
    public async Task Limit_OfADay_OfOpenRouter_TellsWhenItEnds()
    {
        var failure = await FailAtAsync(Now, Json(
            """{"error":{"message":"Rate limit exceeded: free-models-per-day","code":429,"metadata":{"headers":{"X-RateLimit-Limit":"50","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1795824000000"}}}}""",
            429));

        Assert.Equal((FailureCause.RateLimited, TimeSpan.FromHours(4)), (failure.Cause, failure.RetryAfter));
        Assert.StartsWith("The limit is daily and resets at 2026-11-28 00:00 UTC.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rate limit reached on tokens per day (TPD): Limit 100000, Used 99000, Requested 2000. Please try again in 30m.", "20:30")]
    [InlineData("Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.", "20:08")]
    public async Task Limit_OfADay_InWords_TellsWhenItEnds(string message, string moment)
    {
        var failure = await FailAtAsync(Now, Json($$$"""{"error":{"message":"{{{message}}}"}}""", 429));

        Assert.Equal(FailureCause.RateLimited, failure.Cause);
        Assert.Contains($"resets at 2026-11-27 {moment} UTC", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_OfADay_WithARetryInfoOfSeconds_ResetsAtMidnightPacificTime()
    {
        var failure = await FailAtAsync(Now, Json(GeminiMinute.Replace("PerMinute", "PerDay", StringComparison.Ordinal), 429));

        Assert.Equal(FailureCause.RateLimited, failure.Cause);
        Assert.Matches(@"The limit is daily and resets at \d{4}-\d\d-\d\d 0[78]:00 UTC\.", failure.Message);
        Assert.InRange(failure.RetryAfter!.Value.TotalHours, 0, 25);
    }

    private static async Task<ModelCallException> FailAtAsync(DateTimeOffset time, Func<HttpResponseMessage> response) =>
        await Assert.ThrowsAsync<ModelCallException>(() =>
            StreamAsync(Client(new VerbatimHandler(response), time: new StillClock(time))));

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
