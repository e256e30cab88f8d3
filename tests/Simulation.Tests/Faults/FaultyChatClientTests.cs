using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace HeavySim.Simulation.Tests;

public sealed class FaultyChatClientTests
{
    private static readonly IReadOnlyList<Problem> Problems = Worlds.Sums(300);

    [Theory]
    [InlineData(FaultKind.RateLimited, FailureCause.RateLimited)]
    [InlineData(FaultKind.ServerError, FailureCause.Server)]
    [InlineData(FaultKind.ConnectionReset, FailureCause.Network)]
    [InlineData(FaultKind.Truncation, FailureCause.Malformed)]
    [InlineData(FaultKind.MalformedJson, FailureCause.Malformed)]
    [InlineData(FaultKind.WrongContentType, FailureCause.Malformed)]
    public void EveryCall_FaultOfOneKind_IsReportedAsTheRealClientWould(FaultKind kind, FailureCause cause)
    {
        var (plain, streamed) = VirtualWorld.Run(async clock =>
        {
            var client = Faulty(clock, Only(kind));
            return (await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync(Request(0))),
                await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(client, 1, [])));
        });

        Assert.Equal(cause, plain.Cause);
        Assert.Equal(cause, streamed.Cause);
        Assert.True(plain.IsTransient);
        Assert.Equal(kind == FaultKind.RateLimited, plain.RetryAfter is not null);
        Assert.Equal(kind is FaultKind.RateLimited, plain.Status == 429);
    }

    [Fact]
    public void Streaming_Truncation_GivesPartOfTheReplyFirst()
    {
        var pieces = new List<ChatResponseUpdate>();

        VirtualWorld.Run(async clock =>
            await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Faulty(clock, Only(FaultKind.Truncation)), 1, pieces)));

        Assert.NotEmpty(pieces);
        Assert.DoesNotContain(pieces, p => p.FinishReason is not null);
    }

    [Fact]
    public void EmptyAnswer_IsAReplyWithNothingInIt()
    {
        var response = VirtualWorld.Run(static clock => Faulty(clock, Only(FaultKind.EmptyAnswer)).GetResponseAsync(Request(0)));

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(FaultKind.Hang)]
    [InlineData(FaultKind.SlowTrickle)]
    public void HangAndTrickle_ATimeLimit_EndsThem(FaultKind kind)
    {
        var elapsed = VirtualWorld.Run(async clock =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StreamAsync(Faulty(clock, Only(kind)), 1, [], limit.Token));
            return clock.GetUtcNow() - VirtualWorld.Epoch;
        });

        Assert.Equal(TimeSpan.FromMinutes(5), elapsed);
    }

    [Fact]
    public void ThirtyPercentFaultsInBursts_RetriesAndTimeLimits_EveryCallIsAnsweredAsWithoutFaults()
    {
        var rates = FaultRates.Even(0.3, burstShare: 0.5) with { EmptyAnswer = 0 };

        Assert.Equal(Texts(FaultRates.None), Texts(rates));

        static List<string> Texts(FaultRates rates) => VirtualWorld.Run(async clock =>
        {
            var client = Faulty(clock, rates);
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
                .AddRetry(new RetryStrategyOptions
                {
                    MaxRetryAttempts = 30,
                    Delay = TimeSpan.FromSeconds(5),
                    BackoffType = DelayBackoffType.Constant,
                })
                .AddTimeout(TimeSpan.FromMinutes(20))
                .Build();
            var responses = await Task.WhenAll(Enumerable.Range(0, Problems.Count)
                .Select(i => InAsync(pipeline, async c => await client.GetResponseAsync(Request(i), Seed(i), c))));
            return responses.Select(r => r.Text).ToList();
        });
    }

    [Fact]
    public void HangingCall_Hedged_IsOvertakenByTheSecondOne()
    {
        var elapsed = VirtualWorld.Run(static async clock =>
        {
            using var lost = new CancellationTokenSource();
            var first = Faulty(clock, Only(FaultKind.Hang)).GetResponseAsync(Request(0), Seed(0), lost.Token);
            await Task.WhenAny(first, Task.Delay(TimeSpan.FromSeconds(10), clock, lost.Token));
            var second = Faulty(clock, FaultRates.None).GetResponseAsync(Request(0), Seed(0), lost.Token);
            var response = await await Task.WhenAny(first, second);
            lost.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            Assert.NotEmpty(response.Text);
            return clock.GetUtcNow() - VirtualWorld.Epoch;
        });

        // Ten seconds of patience, then a call of usual length.
        Assert.InRange(elapsed, TimeSpan.FromSeconds(10.5), TimeSpan.FromMinutes(4));
    }

    private static FaultRates Only(FaultKind kind) => kind switch
    {
        FaultKind.RateLimited => new FaultRates { RateLimited = 1 },
        FaultKind.ServerError => new FaultRates { ServerError = 1 },
        FaultKind.ConnectionReset => new FaultRates { ConnectionReset = 1 },
        FaultKind.Hang => new FaultRates { Hang = 1 },
        FaultKind.SlowTrickle => new FaultRates { SlowTrickle = 1 },
        FaultKind.Truncation => new FaultRates { Truncation = 1 },
        FaultKind.MalformedJson => new FaultRates { MalformedJson = 1 },
        FaultKind.WrongContentType => new FaultRates { WrongContentType = 1 },
        _ => new FaultRates { EmptyAnswer = 1 },
    };

    private static IChatClient Faulty(TimeProvider clock, FaultRates rates) =>
        Worlds.Client(Worlds.Model(Worlds.Flat(0.5), Problems), clock).WithFaults(rates, seed: 1, clock);

    private static IList<ChatMessage> Request(int problem) => Worlds.Ask(ModelTask.Solve, Problems[problem].Question);

    private static ChatOptions Seed(int seed) => new() { Seed = seed };

    private static async Task StreamAsync(
        IChatClient client, int problem, List<ChatResponseUpdate> pieces, CancellationToken cancellationToken = default)
    {
        await foreach (var update in client.GetStreamingResponseAsync(Request(problem), Seed(problem), cancellationToken))
            pieces.Add(update);
    }

    private static async Task<ChatResponse> InAsync(ResiliencePipeline pipeline, Func<CancellationToken, Task<ChatResponse>> call)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, CancellationToken.None);
        try
        {
            return await pipeline.ExecuteAsync(async c => await call(c.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
