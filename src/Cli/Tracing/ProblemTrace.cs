using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeavySim.Cli.Tracing;

/// <summary>
/// Collects the spans of one problem. Only its solve is sampled, and what stands below it: the rest of the run makes no spans for
/// this. Safe to call from several worlds at once.
/// </summary>
internal sealed class ProblemTrace : IDisposable
{
    private readonly string _problem;
    private readonly ConcurrentDictionary<ActivityTraceId, bool> _traces = [];
    private readonly ConcurrentBag<Activity> _spans = [];
    private readonly ActivityListener _listener;

    /// <summary>Begins to collect.</summary>
    /// <param name="problem">The problem's id.</param>
    public ProblemTrace(string problem)
    {
        _problem = problem;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is Telemetry.Name or Telemetry.SimulatedName,
            Sample = Sample,
            ActivityStarted = Started,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What ended so far, in the order it began; a parent before its children.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans.OrderBy(static s => s.StartTimeUtc).ThenByDescending(static s => s.Duration)];

    public void Dispose() => _listener.Dispose();

    private ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
        IsSolve(options.Name, options.Tags) || _traces.ContainsKey(options.TraceId)
            ? ActivitySamplingResult.AllData
            : ActivitySamplingResult.None;

    private void Started(Activity span)
    {
        if (IsSolve(span.OperationName, span.TagObjects))
            _traces.TryAdd(span.TraceId, true);
    }

    private void Stopped(Activity span)
    {
        if (_traces.ContainsKey(span.TraceId))
            _spans.Add(span);
    }

    private bool IsSolve(string name, IEnumerable<KeyValuePair<string, object?>>? tags) =>
        name == "solve" && tags is not null && tags.Any(tag => tag.Key == SpanTags.Problem && _problem.Equals(tag.Value));
}
