using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Simulation.Tests;

/// <summary>
/// Microsoft's own tool loop uses ConfigureAwait(false) throughout: with the airlock it runs in virtual time all the same.
/// </summary>
public class AirlockTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Around_ToolLoopThatWaits_StaysOnThePumpAndTakesVirtualTime(bool isStreaming)
    {
        var pump = Environment.CurrentManagedThreadId;

        var (text, elapsed, thread) = VirtualWorld.Run(async clock =>
        {
            var start = clock.GetTimestamp();
            var answer = await AskAsync(Loop(new Model(clock)), Airlock.Tool(Slow(clock)), isStreaming);
            return (answer, clock.GetElapsedTime(start), Environment.CurrentManagedThreadId);
        });

        Assert.Equal("answer done a", text);
        Assert.Equal(30, elapsed.TotalSeconds);
        Assert.Equal(pump, thread);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FunctionInvokingChatClient_WithoutTheAirlock_Escapes(bool isStreaming) =>
        Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(clock =>
            AskAsync(new FunctionInvokingChatClient(new Model(clock)), Slow(clock), isStreaming)));

    [Fact]
    public void ForeignTool_CallsThatEndInAnotherOrder_ComeBackAsTheyBegan()
    {
        var ends = new[] { new TaskCompletionSource<string>(), new TaskCompletionSource<string>(), new TaskCompletionSource<string>() };
        var tool = Airlock.ForeignTool(AIFunctionFactory.Create(async (int i) => await ends[i].Task.ConfigureAwait(false), "wait"));

        var (order, elapsed) = VirtualWorld.Run(async clock =>
        {
            var start = clock.GetTimestamp();
            var order = new List<int>();
            var calls = Enumerable.Range(0, 3).Select(async i =>
            {
                await tool.InvokeAsync(new() { ["i"] = i });
                order.Add(i);
            }).ToList();
            new Thread(() =>
            {
                foreach (var i in (int[])[2, 0, 1])
                    ends[i].SetResult("done");
            }).Start();
            await Task.WhenAll(calls);
            return (order, clock.GetElapsedTime(start));
        });

        Assert.Equal([0, 1, 2], order);
        Assert.Equal(TimeSpan.Zero, elapsed);
    }

    [Fact]
    public void Around_ManyLoopsAtOnce_SameOrderTwice()
    {
        var first = Order();

        Assert.Equal(32, first.Distinct().Count());
        Assert.Equal(first, Order());
    }

    [Fact]
    public void Around_ClientThrows_TheSameExceptionComesThrough()
    {
        var error = new IOException("broken");

        Assert.Same(
            error, Assert.Throws<IOException>(() =>
                VirtualWorld.Run(clock => AskAsync(Loop(new Model(clock, error: error)), Slow(clock), false))));
    }

    [Fact]
    public void Around_CancelledWhileWaiting_IsCancelledAtThatTime()
    {
        var elapsed = VirtualWorld.Run(async clock =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            var start = clock.GetTimestamp();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Loop(new Model(clock)).GetResponseAsync("q", null, limit.Token));
            return clock.GetElapsedTime(start);
        });

        Assert.Equal(5, elapsed.TotalSeconds);
    }

    [Fact]
    public void Around_StreamLeftEarly_DisposesOfTheInnerStream()
    {
        var isDisposed = VirtualWorld.Run(async clock =>
        {
            var model = new Model(clock);
            await foreach (var _ in Loop(model).GetStreamingResponseAsync("q"))
                break;

            return model.IsStreamDisposed;
        });

        Assert.True(isDisposed);
    }

    [Fact]
    public async Task Around_NoWorld_PassesThrough() =>
        Assert.Equal(
            "answer", (await Loop(new Model(TimeProvider.System, 0)).GetResponseAsync("q", null, TestContext.Current.CancellationToken))
                .Text);

    private static int[] Order() => VirtualWorld.Run(async clock =>
    {
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            await AskAsync(Loop(new Model(clock, 1 + (i * 7 % 5))), Airlock.Tool(Slow(clock)), i % 2 == 0);
            order.Add(i);
        }));
        return order.ToArray();
    });

    private static IChatClient Loop(IChatClient ours) => Airlock.Around(inner => new FunctionInvokingChatClient(inner), ours);

    private static async Task<string> AskAsync(IChatClient client, AIFunction tool, bool isStreaming)
    {
        var options = new ChatOptions { Tools = [tool] };
        if (!isStreaming)
            return (await client.GetResponseAsync("q", options)).Text;

        var text = "";
        await foreach (var update in client.GetStreamingResponseAsync("q", options))
            text += update.Text;

        return text;
    }

    private static AIFunction Slow(TimeProvider clock) => AIFunctionFactory.Create(
        async (string x) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), clock);
            return "done " + x;
        },
        "slow");

    /// <summary>Calls its first tool, then answers with what the tool said; each call waits on the clock.</summary>
    private sealed class Model(TimeProvider clock, double seconds = 10, Exception? error = null) : IChatClient
    {
        public bool IsStreamDisposed { get; private set; }

        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancellationToken);
            if (error is not null)
                throw error;

            var said = messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().FirstOrDefault();
            AIContent content = said is null && options?.Tools is [var tool, ..]
                ? new FunctionCallContent("c", tool.Name, new Dictionary<string, object?> { ["x"] = "a" })
                : new TextContent(("answer " + said?.Result).Trim());
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                    yield return update;
            }
            finally
            {
                IsStreamDisposed = true;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
