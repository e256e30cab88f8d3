using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using HeavySim.Agents;
using Microsoft.Extensions.AI;

namespace HeavySim.Benchmarks;

/// <summary>Reading a streamed answer of 1,000 chunks from memory through the OpenAI-compatible client; figures are per chunk.</summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    private const int Chunks = 1000;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, Chunks).Select(static i => $$"""data: {"id":"x","choices":[{"index":0,"delta":{"content":"token {{i}} "},"finish_reason":null}]}""" + "\n\n"))
        + """data: {"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1000}}""" + "\n\ndata: [DONE]\n\n");

    private readonly IChatClient _client = Endpoint.Connect(
        new EndpointOptions { Name = "memory", BaseUrl = "http://localhost/v1", Models = ["memory"] }, TimeProvider.System, seed: 0,
        new Memory());

    [Benchmark(OperationsPerInvoke = Chunks)]
    public async Task<int> ReadChunk()
    {
        var length = 0;
        await foreach (var update in _client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "?")]))
            length += update.Text.Length;

        return length;
    }

    [GlobalCleanup]
    public void Close() => _client.Dispose();

    private sealed class Memory : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(Body);
            content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }
    }
}
