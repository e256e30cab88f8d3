using Microsoft.Extensions.AI;

namespace HeavySim.Simulation.Tests;

public sealed class SimulatedEndpointTests
{
    private static readonly IReadOnlyList<Problem> Problems = Worlds.Sums(1);

    /// <summary>Every reply: 1 s to the first token, 10 s of 100 tokens a second.</summary>
    private static readonly SimulationProfile TenSeconds = Worlds.Flat(1) with
    {
        Tokens = new TokenLengths { Median = 1000, Spread = 0, HardFactor = 0, TailDegrees = null },
        Speed = new Speed { FirstTokenSeconds = 1, FirstTokenSpread = 0, TokensPerSecond = 100, TokensPerSecondSpread = 0 },
    };

    [Fact]
    public void Enter_MoreThanSlots_ServesInOrderOfArrival()
    {
        var (ends, statistics) = Run(new Capacity { Slots = 2 }, requests: 5);

        Assert.Equal([11, 11, 22, 22, 33], ends);
        Assert.Equal(2, statistics.PeakBusy);
        Assert.Equal(3, statistics.PeakQueue);
        Assert.Equal(5, statistics.Served);
        Assert.Equal(11 + 11 + 22, statistics.Queued.TotalSeconds, 1e-6);
        Assert.Equal(44.0 / (44 + 55), statistics.QueueShare!.Value, 1e-6);
        Assert.Equal(55.0 / 33, statistics.MeanBusy!.Value, 1e-6);
    }

    [Fact]
    public void Decode_SharedThroughput_SlowsEveryStreamByTheSameFactor()
    {
        // Four streams of 100 tokens a second on an endpoint of 200: each at half its speed.
        var (ends, statistics) = Run(new Capacity { TotalTokensPerSecond = 200 }, requests: 4);

        Assert.All(ends, end => Assert.Equal(21, end, 1e-3));
        // The prompt's tokens count as well, a few per request.
        Assert.InRange(statistics.TokensPerSecond!.Value, 4000 / 21.0, 4200 / 21.0);
    }

    [Fact]
    public void Decode_StreamsLeave_TheOthersSpeedUp()
    {
        // The second one comes at 6 s: alone 5 s of work are done, then both at half speed, then the other alone again.
        var ends = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { TotalTokensPerSecond = 100 });
            var first = AskAsync(client, clock);
            await Task.Delay(TimeSpan.FromSeconds(6), clock);
            var second = AskAsync(client, clock);
            return await Task.WhenAll(first, second);
        });

        // First: 5 of 10 done at 6; joined until 16. Second: half of 9 s from 7 on plus half a second before is 4.5 done at 16, then alone.
        Assert.Equal(16, ends[0], 0.01);
        Assert.Equal(21.5, ends[1], 0.01);
    }

    [Fact]
    public void Enter_TooManyRequestsAMinute_Answers429WithRetryAfter()
    {
        var error = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { RequestsPerMinute = 3 });
            for (var i = 0; i < 3; i++)
                _ = AskAsync(client, clock);
            return await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(client, clock));
        });

        Assert.Equal(FailureCause.RateLimited, error.Cause);
        Assert.Equal(429, error.Status);
        Assert.True(error.IsTransient);
        Assert.Equal(TimeSpan.FromSeconds(20), error.RetryAfter);
    }

    [Fact]
    public void Enter_AfterRetryAfter_IsServed()
    {
        var (ends, statistics) = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { TokensPerMinute = 2100 });
            await AskAsync(client, clock);
            await AskAsync(client, clock);
            var error = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(client, clock));
            await Task.Delay(error.RetryAfter!.Value, clock);
            return (await AskAsync(client, clock), client.Endpoint.Statistics);
        });

        Assert.True(ends > 22);
        Assert.Equal(1, statistics.Refused);
        Assert.Equal(3, statistics.Served);
    }

    [Fact]
    public void Enter_ColdEndpoint_LoadsOnceAndAgainAfterLongIdleness()
    {
        var ends = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { ColdStartSeconds = 30, UnloadAfterSeconds = 300 });
            var both = await Task.WhenAll(AskAsync(client, clock), AskAsync(client, clock));
            var warm = await AskAsync(client, clock);
            await Task.Delay(TimeSpan.FromSeconds(301), clock);
            var start = (clock.GetUtcNow() - VirtualWorld.Epoch).TotalSeconds;
            return (both, Warm: warm, Cold: await AskAsync(client, clock) - start);
        });

        Assert.Equal([41, 41], ends.both);
        Assert.Equal(52, ends.Warm);
        Assert.Equal(41, ends.Cold);
    }

    [Fact]
    public void Enter_FullQueue_Refuses()
    {
        var error = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { Slots = 1, QueueLimit = 1 });
            _ = AskAsync(client, clock);
            _ = AskAsync(client, clock);
            return await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(client, clock));
        });

        Assert.Equal(429, error.Status);
    }

    [Fact]
    public void Enter_CancelledWhileQueuedOrServed_GivesItsPlaceUp()
    {
        var (end, statistics) = VirtualWorld.Run(static async clock =>
        {
            var client = Client(clock, new Capacity { Slots = 1 });
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            var served = AskAsync(client, clock, soon.Token);
            var queued = AskAsync(client, clock, soon.Token);
            var last = AskAsync(client, clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => served);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
            return (await last, client.Endpoint.Statistics);
        });

        Assert.Equal(16, end);
        Assert.Equal(1, statistics.Served);
        Assert.Equal(1, statistics.PeakBusy);
    }

    private static (double[] Ends, EndpointStatistics Statistics) Run(Capacity capacity, int requests) => VirtualWorld.Run(async clock =>
    {
        var client = Client(clock, capacity);
        var ends = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => AskAsync(client, clock)));
        return (ends, client.Endpoint.Statistics);
    });

    private static SimulatedChatClient Client(TimeProvider clock, Capacity capacity) =>
        Worlds.Client(Worlds.Model(TenSeconds, Problems), clock, capacity);

    private static async Task<double> AskAsync(
        SimulatedChatClient client, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        await client.GetResponseAsync(Worlds.Ask(ModelTask.Solve, Problems[0].Question), new ChatOptions { Seed = 1 }, cancellationToken);
        return (clock.GetUtcNow() - VirtualWorld.Epoch).TotalSeconds;
    }
}
