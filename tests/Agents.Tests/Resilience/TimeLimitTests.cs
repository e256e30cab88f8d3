using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ScriptedChatClient;
using static HeavySim.Agents.Tests.Streams;

namespace HeavySim.Agents.Tests;

/// <summary>The client has limits of its own on silence; how long a call may take in all is its caller's to say.</summary>
public sealed class TimeLimitTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ResilienceOptions Options = new();

    [Fact]
    public void Stream_WithoutASignOfLife_TimesOutAsIdle()
    {
        var (failure, model, elapsed) = RunToFailure((_, clock, token) => Hangs(clock, token, "half"), Options with { MaxRetries = 1 });

        var timeout = Assert.IsType<ModelTimeoutException>(failure);
        Assert.Equal(("idle", Options.IdleTimeout), (timeout.Limit, timeout.After));
        Assert.InRange(elapsed, 2 * Options.IdleTimeout, (2 * Options.IdleTimeout) + Options.BaseDelay);
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public void Stream_WithoutAFirstToken_TimesOutLater()
    {
        var (failure, _, elapsed) = RunToFailure((_, clock, token) => Hangs(clock, token), Options with { MaxRetries = 0 });

        Assert.Equal(Options.FirstTokenTimeout, Assert.IsType<ModelTimeoutException>(failure).After);
        Assert.Equal(Options.FirstTokenTimeout, elapsed);
    }

    [Fact]
    public void Stream_KeptAliveForEver_TimesOutAsAWholeAndIsNotRetried()
    {
        var limit = TimeSpan.FromMinutes(10);

        var (failure, model, elapsed) = RunToFailure((_, clock, token) => KeepsAlive(clock, token), Options with { TotalTimeout = limit });

        var timeout = Assert.IsType<ModelTimeoutException>(failure);
        Assert.Equal(("call", limit), (timeout.Limit, timeout.After));
        Assert.Equal(limit, elapsed);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public void Stream_KeptAliveForHours_LastsUntilItsCallerEndsIt()
    {
        var (ended, elapsed) = RunUntil(TimeSpan.FromHours(3), (_, clock, token) => KeepsAlive(clock, token));

        Assert.Null(ended.InnerException);
        Assert.Equal(TimeSpan.FromHours(3), elapsed);
    }

    [Fact]
    public void Stream_EndedBetweenTries_SaysWhatItWaitedToGetOver()
    {
        var (ended, elapsed) = RunUntil(TimeSpan.FromSeconds(60), (_, _, _) =>
            Fails(Fault(FailureCause.RateLimited, "slow down", 429, TimeSpan.FromMinutes(5))));

        Assert.Equal("slow down", Assert.IsType<ModelCallException>(ended.InnerException).Message);
        Assert.Equal(TimeSpan.FromSeconds(60), elapsed);
    }

    [Fact]
    public void Stream_EndedInASecondTry_BlamesNoEarlierFailure()
    {
        var (ended, _) = RunUntil(TimeSpan.FromSeconds(60), (call, clock, token) =>
            call == 1 ? Fails(Fault(FailureCause.Network)) : KeepsAlive(clock, token));

        Assert.Null(ended.InnerException);
    }

    [Fact]
    public void Stream_CallersCancellation_IsNeitherTimeoutNorFailure()
    {
        var model = new ScriptedChatClient((_, token) => Forever(token));
        VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(model, Options, clock, 1);
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
            var began = clock.GetTimestamp();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await client.GetStreamingResponseAsync("Q", null, source.Token).ToListAsync(CancellationToken.None));

            Assert.Equal(3, clock.GetElapsedTime(began).TotalSeconds);
        });
        Assert.Equal(1, model.Calls);
    }

    private static (OperationCanceledException Ended, TimeSpan Elapsed) RunUntil(
        TimeSpan limit, Func<int, TimeProvider, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> script) =>
        VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(new ScriptedChatClient((call, token) => script(call, clock, token)), Options, clock,
                1);
            using var source = new CancellationTokenSource(limit, clock);
            var began = clock.GetTimestamp();
            var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await client.GetStreamingResponseAsync("Q", null, source.Token).ToListAsync(None));
            return (ended, clock.GetElapsedTime(began));
        });

    private static (ModelCallException Failure, ScriptedChatClient Model, TimeSpan Elapsed) RunToFailure(Func<int, TimeProvider,
        CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> script, ResilienceOptions? options = null) =>
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
