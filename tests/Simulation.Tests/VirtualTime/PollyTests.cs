using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace HeavySim.Simulation.Tests;

/// <summary>The resilience library of the solve path, in virtual time.</summary>
public sealed class PollyTests
{
    [Fact]
    public void Execute_RetryAndTimeout_ObeyTheVirtualClock()
    {
        var (tries, elapsed) = VirtualWorld.Run(static async clock =>
        {
            var count = 0;
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
                .AddRetry(new RetryStrategyOptions
                {
                    MaxRetryAttempts = 3,
                    Delay = TimeSpan.FromSeconds(10),
                    BackoffType = DelayBackoffType.Constant,
                })
                .AddTimeout(TimeSpan.FromMinutes(1))
                .Build();
            var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, CancellationToken.None);
            try
            {
                // Two tries hang into the time limit, the third one answers: 2 x (60 + 10) + 5 seconds.
                await pipeline.ExecuteAsync(
                    async c =>
                    {
                        count++;
                        await Task.Delay(count < 3 ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(5), clock, c.CancellationToken);
                    },
                    context);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }

            return (count, clock.GetUtcNow() - VirtualWorld.Epoch);
        });

        Assert.Equal(3, tries);
        Assert.Equal(TimeSpan.FromSeconds(145), elapsed);
    }

    [Fact]
    public void Execute_TimeoutOnly_IsToldApartFromCancellation()
    {
        Assert.Throws<TimeoutRejectedException>(() => VirtualWorld.Run(static async clock =>
        {
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(TimeSpan.FromSeconds(1)).Build();
            var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, CancellationToken.None);
            try
            {
                await pipeline.ExecuteAsync(async c => await Task.Delay(TimeSpan.FromHours(1), clock, c.CancellationToken), context);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }));
    }
}
