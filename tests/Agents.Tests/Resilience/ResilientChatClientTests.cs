using System.Runtime.CompilerServices;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ScriptedChatClient;
using static HeavySim.Agents.Tests.Streams;

namespace HeavySim.Agents.Tests;

public sealed class ResilientChatClientTests
{
    // A token from outside must not come into a virtual world.
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ResilienceOptions Options = new();

    [Theory]
    [InlineData(FailureCause.Network)]
    [InlineData(FailureCause.Server)]
    [InlineData(FailureCause.Malformed)]
    [InlineData(FailureCause.RateLimited)]
    public void Stream_TransientFault_IsRetried(FailureCause cause)
    {
        var (transcript, elapsed, model) = Run((call, _, _) => call < 3 ? Fails(Fault(cause, $"fault {call}")) : Says("4"));

        Assert.Equal("4", transcript.Text);
        Assert.Equal(3, model.Calls);
        Assert.Equal(3, transcript.Calls);
        Assert.InRange(elapsed.TotalSeconds, .5, 4);
    }

    [Theory]
    [InlineData(FailureCause.Unauthorized)]
    [InlineData(FailureCause.QuotaExhausted)]
    [InlineData(FailureCause.Rejected)]
    [InlineData(FailureCause.ContextLength)]
    [InlineData(FailureCause.ContentFilter)]
    public void Stream_FaultForGood_IsNotRetried(FailureCause cause)
    {
        var (failure, model, _) = RunToFailure((_, _, _) => Fails(Fault(cause)));

        Assert.Equal(cause, failure.Cause);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public void Stream_FailingMidway_RestartsAndSaysSo()
    {
        var updates = new List<ChatResponseUpdate>();
        var model = new ScriptedChatClient((call, _) => call == 1 ? Fails(Fault(FailureCause.Network), "wrong") : Says("right"));
        VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(model, Options, clock, 1);
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, None))
                updates.Add(update);
        });

        var numbers = updates.Select(update => UpdateMarks.CallNumber(update.AdditionalProperties)).ToList();
        Assert.Equal([1, null, 2, null, null], numbers);
        var transcript = new Transcript();
        Assert.Equal([false, false, true, false, false], updates.Select(transcript.Add));
        Assert.Equal("right", transcript.Text);
        Assert.True(transcript.Lost.Tokens > 0);
    }

    [Fact]
    public void Stream_FaultThatStays_FailsAfterItsRetries()
    {
        var (failure, model, _) = RunToFailure((call, _, _) => Fails(Fault(FailureCause.Malformed, $"fault {call}")));

        Assert.Equal("fault 5", failure.Message);
        Assert.Equal(1 + Options.MaxRetries, model.Calls);
    }

    [Fact]
    public void Stream_Same500Twice_IsAnAnswer()
    {
        var (failure, model, _) = RunToFailure((_, _, _) =>
            Fails(Fault(FailureCause.Server, "500: Only one completion choice is allowed", 500)));

        Assert.Equal(FailureCause.Server, failure.Cause);
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public void Stream_RetryAfter_IsWaitedFor()
    {
        var (_, elapsed, _) = Run((call, _, _) => call == 1
            ? Fails(Fault(FailureCause.RateLimited, retryAfter: TimeSpan.FromSeconds(20)))
            : Says("4"));

        Assert.InRange(elapsed.TotalSeconds, 20, 21.01);
    }

    [Fact]
    public void Stream_RateLimitBeyondPatience_Fails()
    {
        var (failure, model, _) = RunToFailure((_, _, _) =>
            Fails(Fault(FailureCause.RateLimited, "come back tomorrow", 429, TimeSpan.FromHours(20))));

        Assert.Equal(FailureCause.CircuitOpen, failure.Cause);
        Assert.Contains("asks for a wait of 20 h, longer than the patience of 10 min", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public void Stream_RateLimitsWithinPatience_DoNotUseUpTheRetries()
    {
        var (transcript, _, model) = Run((call, _, _) => call <= 20
            ? Fails(Fault(FailureCause.RateLimited, retryAfter: TimeSpan.FromSeconds(2)))
            : Says("4"));

        Assert.Equal("4", transcript.Text);
        Assert.Equal(21, model.Calls);
    }

    [Fact]
    public void Stream_RateLimitAfterALongQueue_IsStillWaitedFor()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((call, token) => call switch
            {
                1 => KeepsAlive(clock, token),
                2 => Fails(Fault(FailureCause.RateLimited, retryAfter: TimeSpan.FromSeconds(5))),
                _ => Says("4"),
            });
            using var client = new ResilientChatClient(
                model,
                Options with { MaxConcurrency = 1, Patience = TimeSpan.FromMinutes(1), TotalTimeout = TimeSpan.FromMinutes(10) },
                clock,
                1);

            var first = Assert.ThrowsAsync<ModelTimeoutException>(async () =>
                await client.GetStreamingResponseAsync("Q", null, None).ToListAsync(None));
            var second = await client.GetStreamingResponseAsync("Q", null, None).ToListAsync(None);

            await first;
            Assert.Equal("4", string.Concat(second.Select(update => update.Text)));
        });
    }

    [Fact]
    public void Stream_LeftEarly_CallsTheEndpointOffAndAwaitsIt()
    {
        var ended = false;
        var model = new ScriptedChatClient((_, token) => Watched(token));
        VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(model, Options, clock, 1);
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, None))
            {
                if (update.Text == "one")
                    break;
            }

            Assert.True(ended);
        });

        async IAsyncEnumerable<ChatResponseUpdate> Watched([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                yield return Text("one");
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                ended = true;
            }
        }
    }

    [Fact]
    public void Plain_TransientFaults_AreRetriedAndCounted()
    {
        var model = new ScriptedChatClient((call, _) => call < 3 ? Fails(Fault(FailureCause.Network, $"fault {call}")) : Says("4"));

        var response = VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(model, Options, clock, 1);
            return await client.GetResponseAsync("Q", null, None);
        });

        Assert.Equal("4", response.Text);
        Assert.Equal(3, UpdateMarks.CallNumber(response.AdditionalProperties));
    }

    [Fact]
    public void Jitter_SameSeedSameWaits_OtherSeedOthers()
    {
        TimeSpan Elapsed(long seed) =>
            Run((call, _, _) => call < 4 ? Fails(Fault(FailureCause.Malformed, $"fault {call}")) : Says("4"), seed: seed).Elapsed;

        Assert.Equal(Elapsed(1), Elapsed(1));
        Assert.NotEqual(Elapsed(1), Elapsed(2));
    }

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        var options = new ResilienceOptions { MaxConcurrency = 0, MaxRetries = -1, Patience = TimeSpan.FromSeconds(-1) };

        var error = Assert.Throws<HeavySimException>(options.Validate);

        Assert.Contains("MaxConcurrency", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxRetries", error.Message, StringComparison.Ordinal);
        Assert.Contains("Patience", error.Message, StringComparison.Ordinal);
    }

    private static (Transcript Transcript, TimeSpan Elapsed, ScriptedChatClient Model) Run(
        Func<int, TimeProvider, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> script, ResilienceOptions? options = null,
        long seed = 1)
    {
        ScriptedChatClient? model = null;
        var (transcript, elapsed) = VirtualWorld.Run(async clock =>
        {
            model = new ScriptedChatClient((call, token) => script(call, clock, token));
            using var client = new ResilientChatClient(model, options ?? Options, clock, seed);
            var began = clock.GetTimestamp();
            var transcript = new Transcript();
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, None))
                transcript.Add(update);

            return (transcript, clock.GetElapsedTime(began));
        });
        return (transcript, elapsed, model!);
    }

    private static (ModelCallException Failure, ScriptedChatClient Model, TimeSpan Elapsed) RunToFailure(
        Func<int, TimeProvider, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> script, ResilienceOptions? options = null) =>
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((call, token) => script(call, clock, token));
            using var client = new ResilientChatClient(model, options ?? Options, clock, 1);
            var began = clock.GetTimestamp();
            var failure = await Assert.ThrowsAnyAsync<ModelCallException>(async () =>
                await client.GetStreamingResponseAsync("Q", null, None).ToListAsync(None));
            return (failure, model, clock.GetElapsedTime(began));
        });
}
