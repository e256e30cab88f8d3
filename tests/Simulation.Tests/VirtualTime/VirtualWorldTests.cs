using System.Diagnostics;
using System.Threading.Channels;

namespace HeavySim.Simulation.Tests;

public sealed class VirtualWorldTests
{
    [Fact]
    public void Run_Delays_PassInVirtualTimeOnly()
    {
        var watch = Stopwatch.StartNew();

        var elapsed = VirtualWorld.Run(static async clock =>
        {
            var start = clock.GetTimestamp();
            await Task.Delay(TimeSpan.FromHours(20), clock);
            await Task.Delay(TimeSpan.FromHours(4), clock);
            return clock.GetElapsedTime(start);
        });

        Assert.Equal(TimeSpan.FromDays(1), elapsed);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Run_Clock_BeginsAtEpoch()
    {
        var (before, after) = VirtualWorld.Run(static async clock =>
        {
            var begin = clock.GetUtcNow();
            await Task.Delay(TimeSpan.FromSeconds(1.5), clock);
            return (begin, clock.GetUtcNow());
        });

        Assert.Equal(VirtualWorld.Epoch, before);
        Assert.Equal(VirtualWorld.Epoch.AddSeconds(1.5), after);
    }

    [Fact]
    public void Run_WhenAllAndWhenAny_FollowTheClock()
    {
        var (first, all) = VirtualWorld.Run(static async clock =>
        {
            Task<int>[] tasks = [After(clock, 3), After(clock, 1), After(clock, 2)];
            var winner = await await Task.WhenAny(tasks);
            await Task.WhenAll(tasks);
            return (winner, clock.GetUtcNow() - VirtualWorld.Epoch);
        });

        Assert.Equal(1, first);
        Assert.Equal(TimeSpan.FromSeconds(3), all);

        static async Task<int> After(TimeProvider clock, int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock);
            return seconds;
        }
    }

    [Fact]
    public void Run_BoundedChannel_KeepsOrderAndBackPressure()
    {
        var log = VirtualWorld.Run(static async clock =>
        {
            var lines = new List<string>();
            var channel = Channel.CreateBounded<int>(2);
            var writing = WriteAsync(channel.Writer);
            while (await channel.Reader.WaitToReadAsync(TestContext.Current.CancellationToken))
            {
                while (channel.Reader.TryRead(out var item))
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), clock);
                    lines.Add($"{item}@{(clock.GetUtcNow() - VirtualWorld.Epoch).TotalSeconds}");
                }
            }

            await writing;
            return lines;
        });

        Assert.Equal(["0@1", "1@2", "2@3", "3@4", "4@5"], log);

        static async Task WriteAsync(ChannelWriter<int> writer)
        {
            for (var i = 0; i < 5; i++)
                await writer.WriteAsync(i);
            writer.Complete();
        }
    }

    [Fact]
    public void Run_ManyTasks_ExecuteInTheSameOrderEveryTime()
    {
        Assert.Equal(Trace(), Trace());

        static List<string> Trace() => VirtualWorld.Run(static async clock =>
        {
            var lines = new List<string>();
            var channel = Channel.CreateUnbounded<int>();
            var tasks = Enumerable.Range(0, 50).Select(async i =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(i * 37 % 11), clock);
                lines.Add($"woke {i}");
                await channel.Writer.WriteAsync(i);
                await Task.Yield();
                lines.Add($"wrote {i}");
            }).ToList();
            var reading = ReadAsync();
            await Task.WhenAll(tasks);
            channel.Writer.Complete();
            await reading;
            return lines;

            async Task ReadAsync()
            {
                while (await channel.Reader.WaitToReadAsync())
                {
                    while (channel.Reader.TryRead(out var item))
                        lines.Add($"read {item}");
                }
            }
        });
    }

    [Fact]
    public void Run_CancellationSourceWithDelay_FiresOnTheVirtualClock()
    {
        var at = VirtualWorld.Run(static async clock =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromHours(1), clock, source.Token));
            return clock.GetUtcNow() - VirtualWorld.Epoch;
        });

        Assert.Equal(TimeSpan.FromSeconds(30), at);
    }

    [Fact]
    public void Run_HundredThousandTimers_TakesSeconds()
    {
        var watch = Stopwatch.StartNew();

        var fired = VirtualWorld.Run(static async clock =>
        {
            var count = 0;
            await Task.WhenAll(Enumerable.Range(0, 100_000).Select(async i =>
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromHours(10), clock);
                await Task.Delay(TimeSpan.FromMilliseconds(i * 7919L % 100_003), clock, limit.Token);
                count++;
            }));
            return count;
        });

        Assert.Equal(100_000, fired);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Run_BodyThrows_ThrowsTheSame()
    {
        var error = Assert.Throws<FormatException>(() => VirtualWorld.Run(static async clock =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
            throw new FormatException("from the body");
        }));

        Assert.Equal("from the body", error.Message);
    }

    [Fact]
    public void Run_PostedWorkThrows_Surfaces()
    {
        var error = Assert.Throws<FormatException>(() => VirtualWorld.Run(static async clock =>
        {
            SynchronizationContext.Current!.Post(static _ => throw new FormatException("from posted work"), null);
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }));

        Assert.Equal("from posted work", error.Message);
    }

    [Fact]
    public void Run_BodyPostsAsItsLastAct_ThePostRuns()
    {
        var reported = 0;

        VirtualWorld.Run(_ =>
        {
            IProgress<int> progress = new Progress<int>(value => reported = value);
            progress.Report(7);
            return Task.CompletedTask;
        });

        Assert.Equal(7, reported);
    }

    [Fact]
    public void Run_BodyWaitsForItself_ThrowsDeadlock()
    {
        var error = Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static _ => new TaskCompletionSource().Task));

        Assert.Contains("Deadlock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Ends_RestoresTheCallersContext()
    {
        var before = SynchronizationContext.Current;

        VirtualWorld.Run(static clock => Task.Delay(TimeSpan.FromSeconds(1), clock));

        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void Run_CallerCancels_CallbacksRunOnTheWorldsThread()
    {
        using var caller = new CancellationTokenSource();
        var thread = Environment.CurrentManagedThreadId;
        var cancelledOn = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => VirtualWorld.Run(
            async (clock, token) =>
            {
                await using var registration = token.Register(() => cancelledOn = Environment.CurrentManagedThreadId);
                var cancelling = new Thread(caller.Cancel);
                cancelling.Start();
                while (true)
                    await Task.Delay(TimeSpan.FromSeconds(1), clock, token);
            },
            caller.Token));

        Assert.Equal(thread, cancelledOn);
    }
}
