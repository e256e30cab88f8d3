using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>Connections that a server closes without saying so.</summary>
public sealed class PooledTransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_ClosedAfterEachStream_CostsNoCallAndNoWait(bool isReset)
    {
        // The next request is on its way when the connection goes: the worst moment, and always the same.
        await using var server = new KeepAliveEndpoint((_, request) =>
            request == 1 ? ConnectionEnd.Kept : isReset ? ConnectionEnd.ResetUnanswered : ConnectionEnd.CloseUnanswered);
        using var client = Resilient(server);

        for (var i = 0; i < 20; i++)
            Assert.Equal(("4", 1), await AskAsync(client));

        // One request met it, and was sent again; no later one did.
        Assert.Equal((20, 21, 20), (server.Answered, server.Requests, server.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_ClosedAMomentAfterTheirStreams_OfManyAgents_CostNoCallAndNoWait(bool isReset)
    {
        await using var server = new KeepAliveEndpoint((_, _) =>
            isReset ? ConnectionEnd.ResetAfterwards : ConnectionEnd.CloseAfterwards);
        using var client = Resilient(server);

        var asking = Enumerable.Range(0, 16).Select(async _ =>
        {
            var answers = new List<(string, int)>();
            for (var i = 0; i < 10; i++)
                answers.Add(await AskAsync(client));
            return answers;
        });
        var answers = (await Task.WhenAll(asking)).SelectMany(static a => a).ToList();

        Assert.Equal(160, answers.Count);
        Assert.All(answers, static answer => Assert.Equal(("4", 1), answer));
        Assert.Equal(160, server.Answered);
    }

    [Fact]
    public async Task Connection_Kept_IsUsedAgain()
    {
        await using var server = new KeepAliveEndpoint((_, _) => ConnectionEnd.Kept);
        using var client = Resilient(server);

        for (var i = 0; i < 5; i++)
            await AskAsync(client);

        Assert.Equal((5, 1), (server.Answered, server.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_NewAndClosedUnanswered_IsAnOrdinaryFailure(bool isReset)
    {
        await using var server = new KeepAliveEndpoint((_, _) =>
            isReset ? ConnectionEnd.ResetUnanswered : ConnectionEnd.CloseUnanswered);
        using var client = Resilient(server);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(client));

        Assert.Equal((FailureCause.Network, 1), (failure.Cause, server.Requests));
    }

    [Fact]
    public async Task Request_SentAgainAndClosedUnanswered_IsNotSentAThirdTime()
    {
        await using var server = new KeepAliveEndpoint((connection, request) =>
            connection == 1 && request == 1 ? ConnectionEnd.Kept : ConnectionEnd.ResetUnanswered);
        using var client = Resilient(server);
        await AskAsync(client);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(client));

        Assert.Equal((FailureCause.Network, 3, 2), (failure.Cause, server.Requests, server.Connections));
    }

    [Fact]
    public async Task Connection_ClosedAfterALongIdleTime_LeavesYoungOnesInUse()
    {
        var clock = new HandClock();
        await using var server = new KeepAliveEndpoint((connection, request) =>
            connection == 1 && request == 2 ? ConnectionEnd.ResetUnanswered : ConnectionEnd.Kept);
        using var transport = new PooledTransport(static () => new SocketsHttpHandler { UseProxy = false }, clock);
        using var client = new HttpClient(transport);
        await PostAsync(client, server);
        clock.Advance(TimeSpan.FromSeconds(30));

        for (var i = 0; i < 3; i++)
            await PostAsync(client, server);

        // The first alone, the one that was sent again, and the two that share a young one.
        Assert.Equal((true, 3, 4), (transport.ReusesConnections, server.Connections, server.Answered));
    }

    [Fact]
    public async Task Connection_ThatFailsLate_WasAtWorkAndIsAnOrdinaryFailure()
    {
        var clock = new HandClock();
        await using var server = new KeepAliveEndpoint((_, request) =>
        {
            if (request == 1)
                return ConnectionEnd.Kept;

            clock.Advance(TimeSpan.FromSeconds(20));
            return ConnectionEnd.ResetUnanswered;
        });
        using var transport = new PooledTransport(static () => new SocketsHttpHandler { UseProxy = false }, clock);
        using var client = new HttpClient(transport);
        await PostAsync(client, server);

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, server));

        Assert.Equal((true, 2), (transport.ReusesConnections, server.Requests));
    }

    [Fact]
    public async Task Connection_Refused_IsNoCall()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/v1";
        probe.Stop();
        var options = new EndpointOptions { Name = "gone", BaseUrl = url, Resilience = new ResilienceOptions { Patience = TimeSpan.Zero } };
        using var client = Endpoint.Connect(options, TimeProvider.System, 1);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, Token));

        Assert.True((failure.InnerException as ModelCallException ?? failure).NeverArrived);
    }

    // With no retries left to it, any failure that is not got over beneath the retries is one.
    private static IChatClient Resilient(KeepAliveEndpoint server) => Endpoint.Connect(
        new EndpointOptions { Name = "loopback", BaseUrl = server.Url, Resilience = new ResilienceOptions { MaxRetries = 0 } },
        TimeProvider.System, 1);

    private static async Task<(string Text, int Calls)> AskAsync(IChatClient client)
    {
        var transcript = await Wire.StreamAsync(client);
        return (transcript.Text, transcript.Calls);
    }

    private static async Task PostAsync(HttpClient client, KeepAliveEndpoint server)
    {
        using var response = await client.PostAsync(new Uri(server.Url), new ByteArrayContent("{}"u8.ToArray()), Token);
        await response.Content.ReadAsByteArrayAsync(Token);
    }
}
