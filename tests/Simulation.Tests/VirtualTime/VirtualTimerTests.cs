using FsCheck;
using FsCheck.Fluent;

namespace HeavySim.Simulation.Tests;

public sealed class VirtualTimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void CreateTimer_EqualTimes_FireInOrderOfSetting()
    {
        var order = Collect(static (clock, log) =>
        {
            clock.CreateTimer(_ => log("a"), null, Second, Timeout.InfiniteTimeSpan);
            clock.CreateTimer(_ => log("b"), null, Second, Timeout.InfiniteTimeSpan);
            clock.CreateTimer(_ => log("c"), null, Second / 2, Timeout.InfiniteTimeSpan);
        });

        Assert.Equal(["c@0.5", "a@1", "b@1"], order);
    }

    [Fact]
    public void CreateTimer_WithPeriod_FiresUntilStopped()
    {
        var ticks = Collect(static (clock, log) =>
        {
            ITimer? timer = null;
            var count = 0;
            timer = clock.CreateTimer(_ => { log("tick"); if (++count == 3) timer!.Dispose(); }, null, Second, 2 * Second);
        });

        Assert.Equal(["tick@1", "tick@3", "tick@5"], ticks);
    }

    [Fact]
    public void CreateTimer_InfiniteDue_FiresOnlyOnceChanged()
    {
        var ticks = Collect(static (clock, log) =>
        {
            var timer = clock.CreateTimer(_ => log("late"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            clock.CreateTimer(_ => timer.Change(Second, TimeSpan.Zero), null, 3 * Second, Timeout.InfiniteTimeSpan);
        });

        Assert.Equal(["late@4"], ticks);
    }

    [Fact]
    public void Change_ToInfinite_StopsTheTimer()
    {
        var ticks = Collect(static (clock, log) =>
        {
            var timer = clock.CreateTimer(_ => log("never"), null, 2 * Second, Second);
            clock.CreateTimer(_ =>
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), null, Second, Timeout.InfiniteTimeSpan);
        });

        Assert.Empty(ticks);
    }

    [Fact]
    public void Change_AfterDispose_IsFalse()
    {
        var changed = VirtualWorld.Run(static clock =>
        {
            var timer = clock.CreateTimer(static _ => { }, null, Second, Second);
            timer.Dispose();
            return Task.FromResult(timer.Change(Second, Second));
        });

        Assert.False(changed);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(4294967295.0)]
    public void CreateTimer_OutOfRange_Throws(double milliseconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VirtualWorld.Run(clock =>
        {
            clock.CreateTimer(static _ => { }, null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public void CreateTimer_AnyMixOfSettingsAndStops_FireSortedAndComplete()
    {
        // Every timer: (due in ms, stopped before it could fire?). The heap must give exactly the kept ones, by time and then by setting.
        var timers = Gen.Choose(0, 20).Zip(Gen.Elements(true, false, false)).ListOf().ToArbitrary();

        Prop.ForAll(timers, list =>
        {
            var fired = VirtualWorld.Run(async clock =>
            {
                var seen = new List<int>();
                var handles = list.Select((t, i) =>
                    clock.CreateTimer(_ => seen.Add(i), null, TimeSpan.FromMilliseconds(t.Item1), Timeout.InfiniteTimeSpan)).ToList();
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (list[i].Item2)
                        handles[i].Dispose();
                }

                await Task.Delay(Second, clock);
                return seen;
            });

            var expected = Enumerable.Range(0, list.Count).Where(i => !list[i].Item2).OrderBy(i => list[i].Item1).ThenBy(i => i);
            return fired.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> Collect(Action<TimeProvider, Action<string>> arrange) => VirtualWorld.Run(async clock =>
    {
        var lines = new List<string>();
        arrange(clock, what => lines.Add($"{what}@{(clock.GetUtcNow() - VirtualWorld.Epoch).TotalSeconds}"));
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        return lines;
    });
}
