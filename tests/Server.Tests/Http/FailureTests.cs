using System.Net;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests.Http;

public sealed class FailureTests
{
    public static TheoryData<Exception, int, string?, bool> Failures() => new()
    {
        { new ModelCallException(
            FailureCause.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(1.5) }, 429, "rate_limit_exceeded", true },
        { new ModelCallException(FailureCause.Server, "broken") { Status = 503 }, 503, "upstream_failed", true },
        { new ModelCallException(FailureCause.Network, "reset"), 502, "upstream_failed", true },
        { new ModelCallException(FailureCause.Malformed, "html"), 502, "upstream_failed", true },
        { new ModelCallException(FailureCause.Server, "no agent answered") { IsTransient = false }, 502, "upstream_failed", false },
        { new ModelCallException(FailureCause.ContextLength, "too long"), 400, "context_length_exceeded", false },
        { new ModelCallException(FailureCause.ContentFilter, "no"), 400, "content_filter", false },
        { new ModelCallException(FailureCause.Rejected, "no such thing") { Status = 422 }, 422, null, false },
        { new ModelCallException(FailureCause.QuotaExhausted, "empty"), 429, "insufficient_quota", false },
        { new ModelCallException(FailureCause.Unauthorized, "who"), 401, "invalid_api_key", false },
        { new ModelCallException(FailureCause.CircuitOpen, "later"), 503, "unavailable", false },
        { new ModelTimeoutException("idle", TimeSpan.FromSeconds(5)), 504, "timeout", true },
        { new HeavySimException("The account is empty: top it up."), 502, "upstream_failed", false },
        { new InvalidOperationException("secret detail"), 500, null, false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task ModelFails_BeforeItSpeaks_IsAStatus(Exception failure, int status, string? code, bool mayRetry)
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient { Throws = (0, failure) });

        foreach (var body in (string[])[Loopback.Ask(), Loopback.AskStream()])
        {
            var response = await server.CompleteAsync(body);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(mayRetry, !response.Headers.Contains("x-should-retry"));
            var error = (await Loopback.JsonAsync(response)).GetProperty("error");
            Assert.Equal(code, error.GetProperty("code").GetString());
            Assert.DoesNotContain("secret", error.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RateLimit_WithWait_SaysItInBothUnits()
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient
        {
            Throws = (0, new ModelCallException(FailureCause.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(1.5) }),
        });

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal("2", response.Headers.GetValues("retry-after").Single());
        Assert.Equal("1500", response.Headers.GetValues("retry-after-ms").Single());
    }

    [Fact]
    public async Task ModelFails_InMidStream_EndsWithAnErrorEventAndNoDone()
    {
        await using var server = await Loopback.ServeAsync(new ScriptedChatClient(new ChatResponseUpdate(ChatRole.Assistant, "4"))
        {
            Throws = (1, new ModelCallException(FailureCause.Server, "it broke")),
        });

        var response = await server.CompleteAsync(Loopback.AskStream());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var events = Loopback.Events(await Loopback.TextAsync(response));
        Assert.Equal("""{"error":{"message":"it broke","type":"server_error","param":null,"code":"upstream_failed"}}""", events[^1]);
        Assert.Contains("\"content\":\"4\"", events[1], StringComparison.Ordinal);
        Assert.Equal(3, events.Count);
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            Loopback.ServeAsync(ScriptedChatClient.Hello(), new ChatEndpointOptions { Port = server.BaseUrl.Port }));

        Assert.Contains($"port {server.BaseUrl.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongOptions_NamesEach()
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => Loopback.ServeAsync(
            ScriptedChatClient.Hello(),
            new ChatEndpointOptions
            {
                Host = "not an address",
                Port = 70000,
                ApiKey = " ",
                KeepAlive = TimeSpan.Zero,
                MaximumBodyBytes = 0,
            }));

        Assert.Equal(5, error.Message.Split('\n').Length);
    }

    [Fact]
    public async Task Start_ModelsMissingOrTwice_IsTheCallersBug()
    {
        var client = ScriptedChatClient.Hello();

        await Assert.ThrowsAsync<ArgumentException>(() => Loopback.ServeAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => Loopback.ServeAsync([new("a", client), new("a", client)]));
    }
}
