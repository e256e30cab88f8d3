using System.Collections.Concurrent;
using System.Diagnostics;
using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public void SolveAsync_ListenedTo_HasASpanForTheSolveAndEachAttemptInVirtualTime()
    {
        using var listening = new Listening();

        Solve.InVirtualTime(Solve.Options, Solve.Answers("1", "1", null));

        var solve = Assert.Single(listening.Spans, static s => s.OperationName == "solve");
        Assert.Equal((VirtualWorld.Epoch.UtcDateTime, Solve.Seconds(3)), (solve.StartTimeUtc, solve.Duration));
        Assert.Equal(
            ("p", "answered", 60L),
            (solve.GetTagItem("heavysim.problem.id"), solve.GetTagItem("heavysim.outcome"), solve.GetTagItem("heavysim.tokens.output")));
        var attempts = listening.Spans.Where(static s => s.OperationName == "attempt").OrderBy(static s => s.Duration).ToList();
        Assert.Equal([1, 2, 3], attempts.Select(static s => s.GetTagItem("heavysim.agent")));
        Assert.Equal([Solve.Seconds(1), Solve.Seconds(2), Solve.Seconds(3)], attempts.Select(static s => s.Duration));
        Assert.Equal(["answered", "answered", "abstained"], attempts.Select(static s => s.GetTagItem("heavysim.outcome")));
        Assert.All(attempts, attempt =>
            Assert.Equal(
                (solve.SpanId, 10L, 20L),
                (attempt.ParentSpanId, attempt.GetTagItem("heavysim.tokens.input"), attempt.GetTagItem("heavysim.tokens.output"))));
    }

    [Fact]
    public void SolveAsync_StoppedAndFailed_SpansSayWhy()
    {
        using var listening = new Listening();

        Solve.InVirtualTime(Solve.Options with { Stop = StopRuleCatalog.Parse("lead") }, time =>
        [
            new ScriptedAgent(0, time, "1", Solve.Seconds(2)),
            new ScriptedAgent(1, time, "1", Solve.Seconds(1)) { Throws = new InvalidOperationException("sk-secret") },
            new ScriptedAgent(2, time, "1", Solve.Seconds(3)),
            new ScriptedAgent(3, time, "1", Solve.Seconds(99)),
        ]);

        Assert.Equal("lead", Assert.Single(listening.Spans, static s => s.OperationName == "solve").GetTagItem("heavysim.stop.reason"));
        var failed = Assert.Single(listening.Spans, static s => s.Status == ActivityStatusCode.Error);
        Assert.Equal(("failed", "Internal"), (failed.GetTagItem("heavysim.outcome"), failed.GetTagItem("error.type")));
        Assert.Single(listening.Spans, static s => "cancelled".Equals(s.GetTagItem("heavysim.outcome")));
        Assert.DoesNotContain(
            listening.Spans.SelectMany(static s => s.TagObjects), static t => $"{t.Value}".Contains("sk-secret", StringComparison.Ordinal));
    }

    [Fact]
    public void SolveAsync_ListenedToOrNot_TheSameSolution()
    {
        var without = Solve.InVirtualTime(Solve.Options, Solve.Answers("1", "2", "1")).Solution;
        using var listening = new Listening();
        var with = Solve.InVirtualTime(Solve.Options, Solve.Answers("1", "2", "1")).Solution;

        Assert.Equivalent(without, with, strict: true);
        Assert.NotEmpty(listening.Spans);
    }

    /// <summary>Keeps the spans of this test: other tests run beside it.</summary>
    private sealed class Listening : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _spans = [];
        private readonly Activity _test = new Activity("test").Start();
        private readonly ActivityListener _listener;

        public Listening()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == Telemetry.Name,
                Sample = (ref options) => options.TraceId == _test.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (span.TraceId == _test.TraceId)
                        _spans.Enqueue(span);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyCollection<Activity> Spans => _spans;

        public void Dispose()
        {
            _listener.Dispose();
            _test.Dispose();
        }
    }
}
