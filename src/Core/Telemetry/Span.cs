using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HeavySim.Core;

/// <summary>A span in the making, or nothing where nobody listens. Disposing of it ends it, on the clock it began on.</summary>
/// <param name="activity">The span, or null.</param>
/// <param name="time">Its clock.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Span(Activity? activity, TimeProvider time) : IDisposable
{
    /// <summary>True when somebody listens: only then is it worth while to work out what to say.</summary>
    public bool IsOn => activity is not null;

    /// <summary>Says something of it; null says nothing.</summary>
    public void Set(string name, object? value) => activity?.SetTag(name, value);

    /// <summary>Says what it was paid for.</summary>
    public void Set(Usage usage)
    {
        if (activity is null)
            return;

        activity.SetTag(SpanTags.InputTokens, usage.InputTokens);
        activity.SetTag(SpanTags.OutputTokens, usage.OutputTokens);
        activity.SetTag(SpanTags.Calls, usage.Calls);
        if (usage.IsEstimated)
            activity.SetTag(SpanTags.IsEstimated, value: true);
    }

    /// <summary>Says that it failed, and by what kind of failure.</summary>
    public void Fail(string type)
    {
        activity?.SetTag("error.type", type);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        if (activity is null)
            return;

        activity.SetEndTime(time.GetUtcNow().UtcDateTime);
        activity.Dispose();
    }
}
