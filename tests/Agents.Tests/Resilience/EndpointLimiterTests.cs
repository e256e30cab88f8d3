using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ScriptedChatClient;

namespace HeavySim.Agents.Tests;

public sealed class EndpointLimiterTests
{
    // A token from outside must not come into a virtual world.
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Concurrency_IsNeverExceededAndAlwaysUsed()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = Model(clock, _ => TimeSpan.FromSeconds(1));
            using var client = new ResilientChatClient(model, new ResilienceOptions { MaxConcurrency = 4 }, clock, 1);
            var began = clock.GetTimestamp();

            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => client.GetResponseAsync("Q", null, None)));

            Assert.Equal(4, model.MostInFlight);
            Assert.Equal(8, clock.GetElapsedTime(began).TotalSeconds, 0.001);
        });
    }

    [Fact]
    public void RequestsPerMinute_AreKeptInEveryMinute()
    {
        VirtualWorld.Run(async clock =>
        {
            var starts = new List<TimeSpan>();
            var began = clock.GetTimestamp();
            var model = Model(clock, _ =>
            {
                starts.Add(clock.GetElapsedTime(began));
                return TimeSpan.FromSeconds(1);
            });
            using var client = new ResilientChatClient(model, new ResilienceOptions { RequestsPerMinute = 10 }, clock, 1);

            await Task.WhenAll(Enumerable.Range(0, 35).Select(_ => client.GetResponseAsync("Q", null, None)));

            Assert.All(starts, start =>
                Assert.InRange(starts.Count(other => other >= start && other < start + TimeSpan.FromMinutes(1)), 1, 10));
            Assert.InRange(clock.GetElapsedTime(began).TotalMinutes, 3, 3.1);
        });
    }

    [Fact]
    public void TokensPerMinute_AreKeptByTheCountsOfFormerCalls()
    {
        VirtualWorld.Run(async clock =>
        {
            var began = clock.GetTimestamp();
            var model = new ScriptedChatClient((_, _) => SaysAsync(clock, TimeSpan.FromSeconds(1), 1000));
            using var client = new ResilientChatClient(
                model, new ResilienceOptions { TokensPerMinute = 10_000, MaxConcurrency = 1 }, clock, 1);

            for (var i = 0; i < 40; i++)
                await client.GetResponseAsync("Q", null, None);

            Assert.InRange(clock.GetElapsedTime(began).TotalMinutes, 2.9, 5);
        });
    }

    [Fact]
    public void RateLimit_OfOneCall_PausesAllAndSlowsThemThenGrowsBack()
    {
        VirtualWorld.Run(async clock =>
        {
            var starts = new List<TimeSpan>();
            var began = clock.GetTimestamp();
            var model = new ScriptedChatClient((call, _) =>
            {
                starts.Add(clock.GetElapsedTime(began));
                return call == 1 ? ThrottlesAsync(clock, TimeSpan.FromSeconds(30)) : SaysAsync(clock, TimeSpan.FromSeconds(5), 1);
            });
            using var client = new ResilientChatClient(model, new ResilienceOptions { MaxConcurrency = 8 }, clock, 1);

            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetResponseAsync("Q", null, None)));

            // The seven others of the first burst were in flight already; then nobody began for 30 s, and after that four at once, not
            // eight.
            Assert.Equal(8, starts.Count(start => start < TimeSpan.FromSeconds(31)));
            Assert.InRange(starts.Count(start => start >= TimeSpan.FromSeconds(31) && start < TimeSpan.FromSeconds(35)), 4, 5);
            Assert.Equal(8, starts.Where(start => start > TimeSpan.FromSeconds(35))
                .Max(start => starts.Count(other => other >= start && other < start + TimeSpan.FromSeconds(4.9))));
        });
    }

    [Fact]
    public void RateLimit_NowAndThen_IsWaitedForByItsCallerAlone()
    {
        VirtualWorld.Run(async clock =>
        {
            var began = clock.GetTimestamp();
            var model = new ScriptedChatClient((call, _) =>
                call % 20 == 1 ? ThrottlesAsync(clock, TimeSpan.FromSeconds(5)) : SaysAsync(clock, TimeSpan.FromSeconds(1), 1));
            using var client = new ResilientChatClient(model, new ResilienceOptions { MaxConcurrency = 8 }, clock, 1);

            await Task.WhenAll(Enumerable.Range(0, 160).Select(_ => client.GetResponseAsync("Q", null, None)));

            // 160 answers, eight a second, and at the end those that were refused last.
            Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 20, 30);
        });
    }

    [Fact]
    public void RateLimit_WhileOtherCallsHang_DoesNotStopTheRest()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((call, token) => call switch
            {
                <= 3 => Streams.Hangs(clock, token),
                <= 6 => ThrottlesAsync(clock, TimeSpan.FromSeconds(2)),
                _ => SaysAsync(clock, TimeSpan.FromSeconds(1), 1),
            });
            using var client = new ResilientChatClient(
                model, new ResilienceOptions { MaxConcurrency = 6, LearnsTimeouts = false }, clock, 1);
            var began = clock.GetTimestamp();
            var hanging = Enumerable.Range(0, 3).Select(_ => client.GetResponseAsync("Q", null, None)).ToList();

            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetResponseAsync("Q", null, None)));

            Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 13, 60);
            Assert.DoesNotContain(hanging, static call => call.IsCompleted);
        });
    }

    [Fact]
    public void Queue_CallerWhoLeaves_LosesItsPlaceAndNobodyElses()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = Model(clock, _ => TimeSpan.FromSeconds(10));
            using var client = new ResilientChatClient(model, new ResilienceOptions { MaxConcurrency = 1 }, clock, 1);
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);

            var first = client.GetResponseAsync("Q", null, None);
            var second = client.GetResponseAsync("Q", null, impatient.Token);
            var third = client.GetResponseAsync("Q", null, None);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
            await first;
            await third;
            Assert.Equal(2, model.Calls);
        });
    }

    [Fact]
    public void Limiter_ManyCallsOfManyKinds_LeavesNoPermitBehind()
    {
        VirtualWorld.Run(async clock =>
        {
            var random = RandomKey.Of(7).Open();
            var model = new ScriptedChatClient((call, _) => random.NextInt(4) switch
            {
                0 => ThrottlesAsync(clock, TimeSpan.FromSeconds(random.NextInt(3))),
                1 => FailsAsync($"fault {call}"),
                _ => SaysAsync(clock, TimeSpan.FromSeconds(random.NextInt(5)), 1),
            });
            using var client = new ResilientChatClient(
                model, new ResilienceOptions { MaxConcurrency = 3, RequestsPerMinute = 600 }, clock, 1);
            var done = 0;

            await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
            {
                using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1 + (i * 7 % 500)), clock);
                try
                {
                    await client.GetResponseAsync("Q", null, source.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or ModelCallException)
                {
                }

                done++;
            }));

            Assert.Equal(300, done);
            Assert.InRange(model.MostInFlight, 1, 3);
            var last = await client.GetResponseAsync("Q", null, None);
            Assert.Equal("4", last.Text);
        });
    }

    private static ScriptedChatClient Model(TimeProvider clock, Func<int, TimeSpan> latency) =>
        new((call, _) => SaysAsync(clock, latency(call), 1));

    private static async IAsyncEnumerable<ChatResponseUpdate> SaysAsync(TimeProvider clock, TimeSpan latency, long tokens)
    {
        await Task.Delay(latency, clock, None);
        yield return Text("4");
        yield return End(tokens);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ThrottlesAsync(TimeProvider clock, TimeSpan retryAfter)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), clock, None);
        yield return new ChatResponseUpdate();
        throw Fault(FailureCause.RateLimited, "slow down", 429, retryAfter);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> FailsAsync(string message)
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate();
        throw Fault(FailureCause.Network, message);
    }
}
