using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.LoopbackEndpoint;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>What only a socket can do wrong.</summary>
public sealed class HostileServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_OneByOne_WithUtf8AndCrlfCutAnywhere_AreRead()
    {
        var body = $": hi\r\n\r\ndata: {Text("Größe 😀")}\r\n\r\ndata: {Text(" π", "\"stop\"")}\r\n\r\ndata: [DONE]\r\n\r\n";
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync(Head(), token);
            foreach (var one in Encoding.UTF8.GetBytes(body))
                await stream.WriteAsync(new[] { one }, token);
        });

        var transcript = await StreamAsync(server);

        Assert.Equal("Größe 😀 π", transcript.Text);
    }

    [Fact]
    public async Task Events_ManyInOneRead_AreRead()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
            await stream.WriteAsync((byte[])[
                .. Head(), .. Enumerable.Range(0, 500)
                    .SelectMany(i => Event(Text($"{i},"))), .. Event(Chunk("{}", "\"stop\"")), .. Event("[DONE]")], token));

        var transcript = await StreamAsync(server);

        Assert.Equal(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},")), transcript.Text);
    }

    [Fact]
    public async Task Socket_DyingMidStream_IsATransientNetworkFailure()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync((byte[])[.. Head(more: "Transfer-Encoding: chunked\r\n"), .. Chunked(Event(Text("half")))], token);
            stream.Socket.LingerState = new LingerOption(true, 0);
        });

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(server));

        Assert.Equal(FailureCause.Network, failure.Cause);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Socket_DyingAfterTheFinish_IsComplete()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync(
                (byte[])[.. Head(more: "Transfer-Encoding: chunked\r\n"), .. Chunked(Event(Text("4", "\"stop\"")))], token);
            stream.Socket.Shutdown(SocketShutdown.Send);
        });

        var transcript = await StreamAsync(server);

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task Connection_Refused_IsATransientNetworkFailure()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var client = Connect($"http://127.0.0.1:{port}/v1");

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(client));

        Assert.Equal(FailureCause.Network, failure.Cause);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_ClosedWithoutAnAnswer_IsANetworkFailure()
    {
        await using var server = new LoopbackEndpoint((_, _) => Task.CompletedTask);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(server));

        Assert.Equal(FailureCause.Network, failure.Cause);
    }

    [Theory]
    [InlineData("text/event-stream", "data: ")]
    [InlineData("application/json", "{\"x\":\"")]
    [InlineData("text/html", "<html>")]
    public async Task Body_WithoutEnd_IsCutOff(string type, string beginning)
    {
        var flood = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync((byte[])[.. Head(type), .. Encoding.ASCII.GetBytes(beginning)], token);
            while (true)
                await stream.WriteAsync(flood, token);
        });

        var failure = await Assert.ThrowsAsync<ModelCallException>(() =>
            StreamAsync(server, new WireOptions { MaxResponseBytes = 1024 * 1024 }));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Fact]
    public async Task Events_WithoutEnd_AreCutOffAtTheLimitOfBytes()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync(Head(), token);
            while (true)
                await stream.WriteAsync(Event(Text(new string('y', 10_000))), token);
        });

        var failure = await Assert.ThrowsAsync<ModelCallException>(() =>
            StreamAsync(server, new WireOptions { MaxResponseBytes = 1024 * 1024 }));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Output_BeyondItsLimit_ClosesTheConnection()
    {
        var closed = new TaskCompletionSource();
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            try
            {
                await stream.WriteAsync(Head(), token);
                while (true)
                    await stream.WriteAsync(Event(Text("word ")), token);
            }
            catch (IOException)
            {
                closed.SetResult();
            }
        });
        using var client = Connect(server.Url);

        var transcript = await Wire.StreamAsync(client, new ChatOptions { MaxOutputTokens = 50 });

        Assert.Equal(ChatFinishReason.Length, transcript.FinishReason);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Fact]
    public async Task Hang_AfterTheHeaders_EndsByTheIdleLimit()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync((byte[])[.. Head(), .. Event(Text("half"))], token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        using var client = Resilient(server, new ResilienceOptions { IdleTimeout = TimeSpan.FromMilliseconds(200), MaxRetries = 0 });

        var timeout = await Assert.ThrowsAsync<ModelTimeoutException>(() => Wire.StreamAsync(client));

        Assert.Equal("idle", timeout.Limit);
    }

    [Fact]
    public async Task Trickle_OfKeepAlives_EndsByTheTotalLimit()
    {
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync(Head(), token);
            while (true)
            {
                await stream.WriteAsync(": keep-alive\n\n"u8.ToArray(), token);
                await Task.Delay(20, token);
            }
        });
        using var client = Resilient(
            server, new ResilienceOptions
            {
                IdleTimeout = TimeSpan.FromSeconds(5),
                TotalTimeout = TimeSpan.FromMilliseconds(400),
                MaxRetries = 0,
            });

        var timeout = await Assert.ThrowsAsync<ModelTimeoutException>(() => Wire.StreamAsync(client));

        Assert.Equal("call", timeout.Limit);
    }

    [Fact]
    public async Task Agents_AllOf32_AreInFlightAtOnce()
    {
        var all = new TaskCompletionSource();
        var arrived = 0;
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            if (Interlocked.Increment(ref arrived) == 32)
                all.SetResult();

            await all.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
            await stream.WriteAsync((byte[])[.. Head(), .. Event(Text("4", "\"stop\"")), .. Event("[DONE]")], token);
        });
        using var client = Resilient(server, new ResilienceOptions());

        var transcripts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Wire.StreamAsync(client)));

        Assert.All(transcripts, transcript => Assert.Equal("4", transcript.Text));
    }

    private static byte[] Chunked(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];

    private static OpenAICompatibleChatClient Connect(string url, WireOptions? options = null) =>
        new(new HttpClient(
            new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan }, EndpointAddress.Parse(url), options
                ?? new WireOptions(), TimeProvider.System);

    private static IChatClient Resilient(LoopbackEndpoint server, ResilienceOptions options) =>
        Endpoint.Connect(new EndpointOptions { Name = "loopback", BaseUrl = server.Url, Resilience = options }, TimeProvider.System, 1);

    private static async Task<Transcript> StreamAsync(LoopbackEndpoint server, WireOptions? options = null)
    {
        using var client = Connect(server.Url, options);
        return await Wire.StreamAsync(client);
    }
}
