using System.Diagnostics;

namespace HeavySim.Server.Tests.Mock;

public sealed class TimingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Latency_Fixed_DelaysEveryAnswer(bool isStreaming)
    {
        await using var server = await Loopback.ServeAsync(
            ScriptedChatClient.Hello(), mock: new MockOptions { Latency = TimeSpan.FromSeconds(0.2) });
        var clock = Stopwatch.StartNew();

        var text = await Loopback.TextAsync(await server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask()));

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.19), $"took {clock.Elapsed}");
        Assert.Contains("world", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latency_Negative_IsRefused() =>
        await Assert.ThrowsAsync<HeavySimException>(() =>
            Loopback.ServeAsync(ScriptedChatClient.Hello(), mock: new MockOptions { Latency = TimeSpan.FromSeconds(-1) }));

    [Fact]
    public async Task Streams_ManyAtOnce_TakeAsLongAsOne()
    {
        await using var server = await Loopback.ServeAsync(
            ScriptedChatClient.Hello(), mock: new MockOptions { Latency = TimeSpan.FromSeconds(1) });
        await server.SendAsync(HttpMethod.Get, "/health");
        var clock = Stopwatch.StartNew();

        var texts = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(async _ => await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream()))));

        Assert.All(texts, t => Assert.EndsWith("data: [DONE]\n\n", t, StringComparison.Ordinal));
        // One after another they would take 64 s; the margin is for a busy machine.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.99, 4);
        TestContext.Current.TestOutputHelper?.WriteLine($"64 streams at 1 s: {clock.Elapsed.TotalSeconds:0.000} s");
    }

    [Fact]
    public async Task ScaledTime_Faster_WaitsLessAndSaysItWaitedAll()
    {
        var time = new ScaledTimeProvider(TimeProvider.System, 100);
        var real = Stopwatch.StartNew();
        var started = (Stamp: time.GetTimestamp(), Date: time.GetUtcNow());

        await Task.Delay(TimeSpan.FromSeconds(10), time, TestContext.Current.CancellationToken);

        Assert.InRange(real.Elapsed.TotalSeconds, 0.09, 5);
        Assert.InRange(time.GetElapsedTime(started.Stamp).TotalSeconds, 9.5, 500);
        Assert.InRange((time.GetUtcNow() - started.Date).TotalSeconds, 9.5, 500);
    }

    [Fact]
    public void ScaledTime_Slower_SaysLessHasPassed()
    {
        var clock = new StoppedClock();
        var time = new ScaledTimeProvider(clock, 0.5);
        var started = time.GetTimestamp();

        clock.Now += 10 * TimeSpan.TicksPerSecond;

        Assert.Equal(TimeSpan.FromSeconds(5), time.GetElapsedTime(started));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ScaledTime_NoSpeed_IsRefused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(TimeProvider.System, speed));

    private sealed class StoppedClock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
