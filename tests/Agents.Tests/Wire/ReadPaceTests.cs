using HeavySim.Simulation;

namespace HeavySim.Agents.Tests;

/// <summary>Streams that are read together.</summary>
public sealed class ReadPaceTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2.4, 0)]
    [InlineData(3, 25)]
    [InlineData(6, 50)]
    [InlineData(12, 100)]
    [InlineData(60, 200)]
    public void Pause_OfAStreamOfAnAge_IsAHundredthOfItAtMost(double age, int most)
    {
        VirtualWorld.Run(async clock =>
        {
            using var pace = new ReadPace(clock);
            var began = pace.Now;
            await Task.Delay(TimeSpan.FromSeconds(age) + TimeSpan.FromMilliseconds(7), clock, CancellationToken.None);

            var before = clock.GetTimestamp();
            await pace.PauseAsync(began);

            var paused = clock.GetElapsedTime(before).TotalMilliseconds;
            Assert.InRange(paused, most == 0 ? 0 : 1, most);
        });
    }

    [Fact]
    public void Pause_OfManyStreams_EndsForAllAtOnce()
    {
        VirtualWorld.Run(async clock =>
        {
            using var pace = new ReadPace(clock);
            var began = pace.Now;
            await Task.Delay(TimeSpan.FromSeconds(30), clock, CancellationToken.None);

            var ends = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2 * i), clock, CancellationToken.None);
                await pace.PauseAsync(began);
                return clock.GetTimestamp();
            }));

            Assert.Single(ends.Distinct());
        });
    }

    [Fact]
    public void Dispose_WhileStreamsPause_LetsThemGo()
    {
        VirtualWorld.Run(async clock =>
        {
            var pace = new ReadPace(clock);
            var began = pace.Now;
            await Task.Delay(TimeSpan.FromSeconds(30), clock, CancellationToken.None);
            var pause = pace.PauseAsync(began);

            pace.Dispose();

            await pause;
            Assert.Equal(TimeSpan.FromSeconds(30), clock.GetElapsedTime(began));
        });
    }
}
