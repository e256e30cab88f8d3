using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public class TimedWaitTests
{
    [Fact]
    public void AnyAsync_CancelledByTheWorldsClock_GoesOnInTheWorldAtOnce() => VirtualWorld.Run(async time =>
    {
        // Many times, as the pool was slower than the world in most of them.
        for (var i = 0; i < 200; i++)
        {
            using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
            var began = time.GetTimestamp();

            await TimedWait.AnyAsync(time, within: null, ending.Token, new TaskCompletionSource().Task);

            Assert.Equal(TimeSpan.FromSeconds(1), time.GetElapsedTime(began));
        }

        return true;
    });

    [Fact]
    public void AnyAsync_TimeOrTask_WhicheverIsFirst() => VirtualWorld.Run(async time =>
    {
        var began = time.GetTimestamp();
        await TimedWait.AnyAsync(time, TimeSpan.FromSeconds(2), CancellationToken.None, Task.Delay(TimeSpan.FromSeconds(3), time));
        Assert.Equal(TimeSpan.FromSeconds(2), time.GetElapsedTime(began));

        await TimedWait.AnyAsync(time, TimeSpan.FromSeconds(9), CancellationToken.None, Task.CompletedTask);
        await TimedWait.AnyAsync(time, TimeSpan.FromSeconds(9), new CancellationToken(canceled: true));
        Assert.Equal(TimeSpan.FromSeconds(2), time.GetElapsedTime(began));
        return true;
    });
}
