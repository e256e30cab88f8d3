using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>What OpenAI's and Azure's connectors make of refusals, read as our own client reads them.</summary>
public sealed class ConnectorFailureTests
{
    public static TheoryData<string, int, string, FailureCause> Refusals()
    {
        var data = new TheoryData<string, int, string, FailureCause>();
        foreach (var kind in (string[])["client", "service", "azure", "azure-service"])
        {
            data.Add(kind, 400, """{"error":{"message":"Invalid 'messages'.","type":"invalid_request_error","param":"messages"}}""",
                FailureCause.Rejected);
            data.Add(kind, 400, """{"error":{"message":"too long","code":"context_length_exceeded"}}""", FailureCause.ContextLength);
            data.Add(kind, 401, """{"error":{"message":"Incorrect API key provided: sk-secret-secret-1","code":"invalid_api_key"}}""",
                FailureCause.Unauthorized);
            data.Add(kind, 404, """{"error":{"message":"The API deployment does not exist.","code":"DeploymentNotFound"}}""",
                FailureCause.NotFound);
            data.Add(kind, 429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}""", FailureCause.RateLimited);
            data.Add(kind, 429, """{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""",
                FailureCause.QuotaExhausted);
            data.Add(kind, 503, """{"error":{"message":"The server failed"}}""", FailureCause.Server);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Call_Refused_HasItsCauseAndStatusInBothWays(string kind, int status, string body, FailureCause cause)
    {
        using var http = new ScriptedHttp((status, body));
        var client = Connectors.Of(kind, http).AsEndpoint().Client;

        var whole = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("?"));
        var streamed = await Assert.ThrowsAsync<ModelCallException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("?"))
                Assert.Fail("nothing can come");
        });

        Assert.Equal((cause, (int?)status), (whole.Cause, whole.Status));
        Assert.Equal((cause, (int?)status), (streamed.Cause, streamed.Status));
        Assert.Equal(2, http.Requests.Count);
        Assert.DoesNotContain("sk-secret", whole.Message + streamed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("service")]
    [InlineData("azure")]
    public async Task Call_RefusedWithAWait_HasTheWait(string kind)
    {
        using var http = new ScriptedHttp((429, """{"error":{"message":"Rate limit reached"}}"""));
        http.ResponseHeaders["Retry-After"] = "17";

        var failure = await Assert.ThrowsAsync<ModelCallException>(

            () => Connectors.Of(kind, http).AsEndpoint().Client.GetResponseAsync("?"));

        Assert.Equal(TimeSpan.FromSeconds(17), failure.RetryAfter);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Call_ToNobody_IsOfTheNetwork()
    {
        using var http = new ScriptedHttp((200, "")) { Throws = new HttpRequestException("Connection refused") };

        var failure = await Assert.ThrowsAsync<ModelCallException>(

            () => Connectors.Of("client", http).AsEndpoint().Client.GetResponseAsync("?"));

        Assert.Equal(FailureCause.Network, failure.Cause);
        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>a proxy</html>")]
    [InlineData("""{"choices":[{"index":0,"finish_reason":"novel","message":{"role":"assistant","content":"x"}}]}""")]
    public async Task Call_AnsweredWithNoCompletion_IsMalformed(string body)
    {
        using var http = new ScriptedHttp((200, body));

        var failure = await Assert.ThrowsAsync<ModelCallException>(

            () => Connectors.Of("client", http).AsEndpoint().Client.GetResponseAsync("?"));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Fact]
    public async Task Call_CancelledByTheCaller_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();
        using var http = new ScriptedHttp((200, Completions.Text("42")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Connectors.Of("client", http).AsEndpoint().Client.GetResponseAsync("?", cancellationToken: caller.Token));
    }
}
