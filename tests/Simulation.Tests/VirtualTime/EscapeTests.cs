namespace HeavySim.Simulation.Tests;

public sealed class EscapeTests
{
    [Fact]
    public void Run_AwaitsTaskRun_FailsLoudly()
    {
        Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static async _ => await Task.Run(static () => Thread.Sleep(20))));
    }

    [Fact]
    public void Run_ConfigureAwaitFalse_FailsLoudly()
    {
        Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static async clock =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock).ConfigureAwait(false);
            return 1;
        }));
    }

    [Fact]
    public void Run_TimerSetFromAnotherThread_FailsLoudly()
    {
        var error = Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static async clock =>
        {
            OnAnotherThread(() => clock.CreateTimer(static _ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }));

        Assert.Contains("another thread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PostFromAnotherThreadUncounted_FailsLoudly()
    {
        var error = Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static async clock =>
        {
            var context = SynchronizationContext.Current!;
            OnAnotherThread(() => context.Post(static _ => { }, null));
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }));

        Assert.Contains("OperationStarted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EscapeSwallowedByTheBody_StillFails()
    {
        Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static clock =>
        {
            OnAnotherThread(() => clock.GetUtcNow());
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public void Run_CountedOutsideWork_ClockStandsStillUntilItIsBack()
    {
        var (at, result) = VirtualWorld.Run(static async clock =>
        {
            // Without the count, the pump would jump to this timer while the outside work is under way.
            var timer = Task.Delay(TimeSpan.FromHours(1), clock);
            var context = SynchronizationContext.Current!;
            context.OperationStarted();
            var value = await Task.Run(static () =>
            {
                Thread.Sleep(50);
                return 42;
            });
            context.OperationCompleted();
            var now = clock.GetUtcNow();
            await timer;
            return (now, value);
        });

        Assert.Equal(VirtualWorld.Epoch, at);
        Assert.Equal(42, result);
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (InvalidOperationException)
            {
                // The world hears of it as well: that is what the tests look at.
            }
        });
        thread.Start();
        thread.Join();
    }
}
