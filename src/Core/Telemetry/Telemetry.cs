using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HeavySim.Core;

/// <summary>
/// What a solve tells of itself while it runs: spans and figures under one name, by the framework's own means, so that any collector
/// can listen. Where nobody does, nothing is made.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "HeavySim";

    /// <summary>
    /// The same for the chat calls of simulated runs, whose library measures times on the machine's clock: their durations are not to be
    /// read.
    /// </summary>
    public const string SimulatedName = "HeavySim.Simulated";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Solves =
        Meter.CreateHistogram<double>("heavysim.solve.duration", "s", "How long problems took, by how they ended.");
    private static readonly Histogram<double> Attempts =
        Meter.CreateHistogram<double>("heavysim.attempt.duration", "s", "How long agents took, by how they ended.");

    /// <summary>True when somebody listens to the spans or the figures.</summary>
    public static bool IsListenedTo => Source.HasListeners() || Solves.Enabled;

    /// <summary>Begins a span below the one that is current; both of its times are of the given clock.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="time">The clock of the world it is done in.</param>
    /// <param name="tags">What is known at its beginning: whoever listens may choose by it.</param>
    public static Span Begin(string name, TimeProvider time, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Source.HasListeners()
            ? new Span(
                Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), tags.ToArray(), links: null, time.GetUtcNow()),
                time)
            : default;

    /// <summary>Counts a problem that ended.</summary>
    public static void CountSolve(TimeSpan elapsed, string outcome)
    {
        if (Solves.Enabled)
            Solves.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("heavysim.outcome", outcome));
    }

    /// <summary>Counts an attempt that ended.</summary>
    public static void CountAttempt(Attempt attempt)
    {
        if (Attempts.Enabled)
        {
            Attempts.Record(
                attempt.Elapsed.TotalSeconds,
                new KeyValuePair<string, object?>("heavysim.outcome", attempt.Outcome.Name),
                new KeyValuePair<string, object?>("gen_ai.request.model", attempt.Agent.Model));
        }
    }
}
