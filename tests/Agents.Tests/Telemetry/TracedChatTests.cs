using System.Collections.Concurrent;
using System.Diagnostics;
using HeavySim.Agents.Tests.Tools;
using HeavySim.Agents.Tools;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.Tools.ScriptedEndpoint;

namespace HeavySim.Agents.Tests;

public sealed class TracedChatTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly Activity _test = new Activity("test").Start();
    private readonly ActivityListener _listener;

    public TracedChatTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is Telemetry.Name or Telemetry.SimulatedName,
            Sample = (ref options) => options.TraceId == _test.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == _test.TraceId)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Around_InAVirtualWorld_SpansHaveItsTimesAndNoTexts(bool isStreamed)
    {
        VirtualWorld.Run(async time =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), time);
            var client = TracedChat.Around(new SlowClient(time), time, isSimulated: true);
            if (isStreamed)
            {
                await foreach (var _ in client.GetStreamingResponseAsync("the question"))
                {
                }
            }
            else
            {
                await client.GetResponseAsync("the question");
            }

            Assert.Equal(15, (time.GetUtcNow() - VirtualWorld.Epoch).TotalSeconds);
        });

        var span = Assert.Single(_spans);
        Assert.Equal((VirtualWorld.Epoch.AddSeconds(10).UtcDateTime, TimeSpan.FromSeconds(5)), (span.StartTimeUtc, span.Duration));
        Assert.Equal(
            ("chat", 7), (span.GetTagItem("gen_ai.operation.name"), Convert.ToInt32(span.GetTagItem("gen_ai.usage.output_tokens"))));
        Assert.DoesNotContain(
            span.TagObjects.Select(static t => $"{t.Value}")
                .Concat(span.Events.SelectMany(static e => e.Tags).Select(static t => $"{t.Value}")),
            static text => text.Contains("the question", StringComparison.Ordinal)
                || text.Contains("the answer", StringComparison.Ordinal));
    }

    [Fact]
    public void ToolLoop_OneCallThatWorksAndOneThatFails_HasSpansOfTools()
    {
        VirtualWorld.Run(async time =>
        {
            var wait = new ScriptedTool("wait", async (x, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(x), time, token);
                return x > 1 ? throw new InvalidOperationException("too long") : "waited";
            });
            var endpoint = new ScriptedEndpoint(Calls(Call("a", "wait", ("x", 1)), Call("b", "wait", ("x", 3))), Says("done"));
            await new ToolLoopChatClient(endpoint, [wait], new ToolLoopOptions(), new EndpointToolMemory(), time).GetResponseAsync("?");
        });

        Assert.Equal(["execute_tool wait", "execute_tool wait"], _spans.Select(static s => s.OperationName));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], _spans.Select(static s => s.Duration));
        Assert.Equal(["a", "b"], _spans.Select(static s => s.GetTagItem("gen_ai.tool.call.id")));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], _spans.Select(static s => s.Status));
        Assert.DoesNotContain(
            _spans.SelectMany(static s => s.TagObjects), static t => $"{t.Value}".Contains("too long", StringComparison.Ordinal));
    }

    /// <summary>Answers after five seconds of its world.</summary>
    private sealed class SlowClient(TimeProvider time) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken);
            return new ChatResponse(new ChatMessage(
                ChatRole.Assistant, "the answer")) { Usage = new UsageDetails { OutputTokenCount = 7 } };
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "the answer");
            await Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { OutputTokenCount = 7 })]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
